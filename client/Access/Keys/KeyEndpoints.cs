using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>HTTP to <see cref="KeyDesk"/> and back.</summary>
internal sealed class KeyEndpoints(KeyDesk desk, KeyBook book, TimeProvider time)
{
    /// <summary>POST /v1/keys</summary>
    public async Task PostAsync(HttpContext http)
    {
        var (text, key) = await desk.MakeAsync(await JsonBody.ReadAsync(http, KeyJson.Default.KeyDraft, "no key"), http.RequestAborted);
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

        await desk.RevokeAsync(id, http.RequestAborted);
        await book.RefreshAsync(http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
