using System.Text.Json.Serialization.Metadata;

namespace CaptionCluster.Client.Http;

/// <summary>
/// CaptionCluster over HTTP. Safe for concurrent use; as cheap as the <see cref="HttpClient"/> it is given, which stays its owner's.
/// Every call may throw a <see cref="CaptionException"/>: a <see cref="CaptionProblemException"/> with what the service said, a
/// <see cref="CaptionConnectionException"/> when it said nothing.
/// </summary>
public sealed class CaptionClient
{
    private const string Captions = "/v1/captions";

    private readonly Sender _sender;

    /// <param name="http">
    /// Its <c>BaseAddress</c> is the service's; its <c>Timeout</c> bounds the wait for each attempt's first byte.
    /// </param>
    /// <param name="options">The usual ones when null.</param>
    /// <param name="time">Of pauses between attempts; the system's when null.</param>
    public CaptionClient(HttpClient http, CaptionClientOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        options ??= new CaptionClientOptions();
        options.Check();
        _sender = new Sender(http, options, time ?? TimeProvider.System);
        Jobs = new JobClient(_sender);
    }

    /// <summary>Pictures to be captioned some time.</summary>
    public JobClient Jobs { get; }

    /// <summary>A picture's caption, made now if it is not known.</summary>
    public Task<Caption> CaptionAsync(Picture picture, CaptionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture is ReferredPicture { Digest: { } digest }
            ? _sender.AskAsync(ByDigest(digest, options), ClientJson.Default.Caption, cancellationToken)
            : AskAsync(
                picture, digest => ByDigest(digest, options), Call.Post(Captions, picture, options), ClientJson.Default.Caption,
                cancellationToken);
    }

    /// <summary>The caption of a picture that the service has seen; null when it has not. Nothing is computed.</summary>
    /// <param name="sha256">SHA-256 of the picture's bytes: 64 hexadecimal digits.</param>
    /// <param name="options">Model and decoding say which of its captions.</param>
    /// <param name="cancellationToken">Leaves.</param>
    public async Task<Caption?> FindAsync(string sha256, CaptionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sha256);
        return await FindAsync(ByDigest(sha256, options), ClientJson.Default.Caption, cancellationToken);
    }

    /// <summary>A picture's alt text alone.</summary>
    public Task<AltText> AltTextAsync(Picture picture, CaptionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return AskAsync(picture, digest => Post(Picture.FromDigest(digest)), Post(picture), ClientJson.Default.AltText, cancellationToken);

        Call Post(Picture sent) => Call.Post("/v1/alt-text", sent, options);
    }

    /// <summary>
    /// A picture's caption with the words before it, as they are decided; a slow reader misses words in between. The last update has the
    /// caption. Repeated only until the first update.
    /// </summary>
    public IAsyncEnumerable<CaptionUpdate> StreamAsync(
        Picture picture, CaptionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return WordsStream.ReadAsync(
            _sender, Call.Post(Captions, picture, options) with { Accept = EventStream.MediaType }, cancellationToken);
    }

    /// <summary>
    /// Captions of any number of pictures, each as soon as it is done, in any order; what is wrong with one of them is in its own answer.
    /// They travel in several requests, so that answers come while pictures are still being found, and as fast as answers are read.
    /// </summary>
    /// <param name="pictures">Taken as there is room; what it throws ends the batch.</param>
    /// <param name="options">For all; a picture's own go first.</param>
    /// <param name="cancellationToken">Leaves; so does whoever stops reading.</param>
    public IAsyncEnumerable<CaptionItem> BatchAsync(
        IAsyncEnumerable<NamedPicture> pictures, CaptionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return new BatchRun(_sender, Captions + "/batch" + OptionQuery.Of(options)).RunAsync(pictures, cancellationToken);
    }

    /// <summary>The models that are served, the default one first.</summary>
    public async Task<IReadOnlyList<ServedModel>> GetModelsAsync(CancellationToken cancellationToken = default) =>
        (await _sender.AskAsync(Call.Get("/v1/models"), ClientJson.Default.ServedModels, cancellationToken)).Models;

    private static Call ByDigest(string sha256, CaptionOptions? options) =>
        Call.Get($"{Captions}/{Uri.EscapeDataString(sha256)}{OptionQuery.Of(options)}");

    private async Task<T> AskAsync<T>(
        Picture picture, Func<string, Call> byDigest, Call upload, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (_sender.Options.DigestFirst && picture is not ReferredPicture
            && await picture.DigestAsync(cancellationToken) is { } digest
            && await FindAsync(byDigest(digest), type, cancellationToken) is { } known)
        {
            return known;
        }

        return await _sender.AskAsync(upload, type, cancellationToken);
    }

    private async Task<T?> FindAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await _sender.AskAsync(call, type, cancellationToken);
        }
        catch (CaptionProblemException error) when (error.Code == ProblemCodes.NeverSeen)
        {
            return null;
        }
    }
}
