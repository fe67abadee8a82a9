using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access.Keys;

/// <summary>Makes and revokes keys, for the API and the command line alike.</summary>
internal sealed class KeyDesk(IKeyStore store, TimeProvider time)
{
    /// <summary>All of them, ended ones included, are in every front's memory.</summary>
    private const int MaxKeys = 5_000;

    /// <summary>How long one that has ended is listed, and what its tenant had captioned can be forgotten by digest.</summary>
    private static readonly TimeSpan s_remembered = TimeSpan.FromDays(90);

    /// <returns>The key itself, which is kept nowhere, and what is kept of it.</returns>
    /// <exception cref="InvalidOptionException">Something of the draft makes no sense.</exception>
    /// <exception cref="StoreUnavailableException">It may or may not have been made; nobody has seen it.</exception>
    public async Task<(string Text, ApiKey Key)> MakeAsync(KeyDraft draft, CancellationToken cancellationToken)
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
        return (text, key);
    }

    /// <exception cref="RequestRefusedException">There is no such key.</exception>
    public async Task RevokeAsync(string id, CancellationToken cancellationToken)
    {
        if (!await store.RevokeAsync(id, time.GetUtcNow(), cancellationToken))
        {
            throw new RequestRefusedException(404, "no-such-key", $"There is no key '{Excerpt.Of(id)}'.");
        }
    }
}
