namespace CaptionCluster.Client.Problems;

/// <summary>
/// Ends the request of a client that went away. Nobody is left to be answered and nothing failed, so nothing is logged: the metrics count
/// it.
/// </summary>
internal static class DepartedClients
{
    private const int ClientClosedRequest = 499;

    public static void UseDepartedClients(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (Exception error) when (Departure.IsBehind(error, http))
        {
            if (!http.Response.HasStarted) http.Response.StatusCode = ClientClosedRequest;
            http.Abort(); // Or the server, which may not know yet, looks for the rest of the body and complains.
        }
    });

    public static bool IsFor(int status) => status == ClientClosedRequest;
}
