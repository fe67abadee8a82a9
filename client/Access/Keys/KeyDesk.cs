using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>Makes and revokes keys, for the API and the command line alike.</summary>
internal sealed partial class KeyDesk(IKeyStore store, TimeProvider time, ILogger<KeyDesk> logger)
{
    /// <summary>All of them, ended ones included, are in every front's memory.</summary>
    private const int MaxKeys = 5_000;

    /// <summary>How long one that has ended is listed, and what its tenant had captioned can be forgotten by digest.</summary>
    private static readonly TimeSpan s_remembered = TimeSpan.FromDays(90);

    /// <param name="by">Who does it, for the log.</param>
    /// <returns>The key itself, which is kept nowhere, and what is kept of it.</returns>
    /// <exception cref="InvalidOptionException">Something of the draft makes no sense.</exception>
    /// <exception cref="StoreUnavailableException">It may or may not have been made; nobody has seen it.</exception>
    public async Task<(string Text, ApiKey Key)> MakeAsync(KeyDraft draft, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var text = KeyText.New();
        var key = draft.Make(text, now);
        if ((await store.ReadAsync(cancellationToken)).Keys.Count >= MaxKeys)
        {
            throw new RequestRefusedException(
                409, "too-many-keys", $"There are {MaxKeys} keys, and those that ended are remembered for {s_remembered.Days} days.");
        }

        await store.AddAsync(key, now - s_remembered, cancellationToken);
        LogMade(key.Id, key.Name, string.Join(", ", KeyScopeNames.NamesOf(key.Scopes)), by);
        return (text, key);
    }

    /// <param name="by">Who does it, for the log.</param>
    /// <exception cref="RequestRefusedException">There is no such key.</exception>
    public async Task RevokeAsync(string id, string by, CancellationToken cancellationToken)
    {
        if (!await store.RevokeAsync(id, time.GetUtcNow(), cancellationToken))
        {
            throw new RequestRefusedException(404, "no-such-key", $"There is no key '{Excerpt.Of(id)}'.");
        }

        LogRevoked(id, by);
    }

    [LoggerMessage(LogLevel.Information, "Key {Id} '{Name}' ({Scopes}) was made by {By}")]
    private partial void LogMade(string id, string name, string scopes, string by);

    [LoggerMessage(LogLevel.Information, "Key {Id} was revoked by {By}")]
    private partial void LogRevoked(string id, string by);
}
