using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>HTTP to <see cref="KeyDesk"/> and back.</summary>
internal sealed class KeyEndpoints(KeyDesk desk, KeyBook book, TimeProvider time)
{
    /// <summary>POST /v1/keys</summary>
    public async Task PostAsync(HttpContext http)
    {
        var draft = await JsonBody.ReadAsync(http, KeyJson.Default.KeyDraft, "no key");
        var (text, key) = await desk.MakeAsync(draft, Whoever(http), http.RequestAborted);
        await book.RefreshAsync(http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.CacheControl = "no-store";
        var answer = new MadeKeyAnswer(text, KeyAnswer.Of(key, "live"));
        await http.Response.WriteAsJsonAsync(answer, KeyJson.Default.MadeKeyAnswer, "application/json", http.RequestAborted);
    }

    /// <summary>GET /v1/keys</summary>
    public async Task ListAsync(HttpContext http)
    {
        await book.RefreshAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var answer = new KeysAnswer([.. book.Current.All.Select(key => KeyAnswer.Of(key, now))]);
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(answer, KeyJson.Default.KeysAnswer, "application/json", http.RequestAborted);
    }

    /// <summary>DELETE /v1/keys/{id}</summary>
    public async Task DeleteAsync(HttpContext http, string id)
    {
        if (book.Current.Find(id) is { IsConfigured: true })
        {
            throw new RequestRefusedException(
                409, "configured-key", "This key stands in the configuration: take it out there, and start the fronts anew.");
        }

        await desk.RevokeAsync(id, Whoever(http), http.RequestAborted);
        await book.RefreshAsync(http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>By id and name; not the configuration's by its id, which is made of a text that a person may have chosen.</summary>
    private static string Whoever(HttpContext http) => http.User switch
    {
        KeyHolder { Key.IsConfigured: true } => "the key in CaptionCluster:AdminKey",
        KeyHolder { Key.Key: var key } => $"key {key.Id} '{key.Name}'",
        _ => "someone on this machine, without a key",
    };
}
