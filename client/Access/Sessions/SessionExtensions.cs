using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access.Sessions;

internal static class SessionExtensions
{
    public static void MapSessions(this WebApplication app)
    {
        var session = app.MapApi("/session", AccessScope.AnyKey).WithTags("Session");

        session.MapPost("", (HttpContext http, SessionEndpoints endpoints) => endpoints.PostAsync(http))
            .WithSummary("Gives a cookie for the key in the header, for pages of this server")
            .Produces<SessionAnswer>()
            .ProducesProblems(401);

        session.MapDelete("", (HttpContext http, SessionEndpoints endpoints) => endpoints.DeleteAsync(http))
            .WithSummary("Takes the cookie back")
            .Produces(204)
            .ProducesProblems(401);
    }
}
