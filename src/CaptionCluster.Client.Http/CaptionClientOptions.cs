namespace CaptionCluster.Client.Http;

/// <summary>How a client behaves; the address and timeouts are the <see cref="HttpClient"/>'s.</summary>
public sealed record CaptionClientOptions
{
    /// <summary>Sent as <c>Authorization: Bearer</c>; null where the service demands none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Whether captions and alt texts are asked for by a picture's digest first, and its bytes sent only when the service has never seen
    /// it: worth it where most pictures are known, one request more where they are not. Not for streams that can't seek.
    /// </summary>
    public bool DigestFirst { get; init; }

    /// <summary>
    /// How often one call is made at most, the first time included: again after 429, 503 and lost connections. 1 repeats nothing.
    /// </summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Where the service does not say when to come back: half of this to all of it, doubled with each attempt.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The longest pause. A <c>Retry-After</c> beyond it is not waited for: the call fails at once and says when to come back.
    /// </summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pictures of a batch that travel in one request, at most; 1 to 64.</summary>
    public int BatchRequestPictures { get; init; } = 16;

    /// <summary>Requests of one batch that are under way at once.</summary>
    public int BatchRequests { get; init; } = 2;

    internal void Check()
    {
        AtLeast(MaxAttempts, 1, nameof(MaxAttempts));
        AtLeast(BatchRequests, 1, nameof(BatchRequests));
        AtLeast(BatchRequestPictures, 1, nameof(BatchRequestPictures));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchRequestPictures, 64, nameof(BatchRequestPictures));
        AtLeast(BaseDelay, TimeSpan.Zero, nameof(BaseDelay));
        AtLeast(MaxDelay, TimeSpan.Zero, nameof(MaxDelay));
    }

    private static void AtLeast<T>(T value, T least, string name)
        where T : IComparable<T> => ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
}
