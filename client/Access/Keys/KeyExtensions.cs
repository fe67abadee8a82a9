using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.Mvc;

namespace CaptionCluster.Client.Access.Keys;

internal static class KeyExtensions
{
    private const long MaxBytes = 16 * 1024;

    public static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<ConfiguredKeys>();
        services.AddSingleton<KeyBook>();
        services.AddSingleton<KeyDesk>();
        services.AddSingleton<KeyEndpoints>();
        services.AddHostedService<KeyWatcher>();
    }

    public static void MapKeys(this WebApplication app)
    {
        var keys = app.MapApi("/keys", AccessScope.Keys).WithTags("Keys");

        keys.MapPost("", (HttpContext http, KeyEndpoints endpoints) => endpoints.PostAsync(http))
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .WithSummary("Makes a key, which is shown this once (admin)")
            .Accepts<KeyDraft>("application/json")
            .Produces<MadeKeyAnswer>(201)
            .ProducesProblems(400, 403, 409, 413, 422, 503);

        keys.MapGet("", (HttpContext http, KeyEndpoints endpoints) => endpoints.ListAsync(http))
            .WithSummary("Which keys there are, not what they are (admin)")
            .Produces<KeysAnswer>()
            .ProducesProblems(403, 503);

        keys.MapDelete("{id}", (HttpContext http, string id, KeyEndpoints endpoints) => endpoints.DeleteAsync(http, id))
            .WithSummary("Revokes a key: refused at all fronts within a second (admin)")
            .Produces(204)
            .ProducesProblems(400, 403, 404, 409, 503);
    }
}
