namespace CaptionCluster.Client.Problems;

internal static class ProblemExtensions
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProblemReports>();
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
    }

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) endpoint.Produces<Problem>(status, "application/problem+json");
        return endpoint;
    }

    /// <summary>Exceptions and bare error statuses leave as problem details.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => DepartedClients.IsFor(context.HttpContext.Response.StatusCode)
            ? Task.CompletedTask
            : ProblemWriter.WriteAsync(context.HttpContext, ProblemMap.From(context.HttpContext.Response.StatusCode)));
        app.UseDepartedClients();
    }
}
