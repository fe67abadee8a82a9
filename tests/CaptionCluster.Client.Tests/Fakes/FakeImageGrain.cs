namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>One picture's grain that keeps what it is told.</summary>
internal sealed class FakeImageGrain : IImageGrain
{
    public Func<int, CaptionReply> Request { get; set; } = _ => CaptionReply.NeedPixels(Guid.NewGuid());

    public Func<Guid, Task<CaptionReply>> Provide { get; set; } =
        _ => Task.FromResult(new CaptionReply(CaptionSource.Computed, SampleCaptions.Sample(), default, Stored: true));

    public Func<string, CancellationToken, Task<WordsReply>> Words { get; set; } = (_, _) => Task.FromResult(WordsReply.None);

    public int Requests { get; private set; }

    public ImagePixels? Pixels { get; private set; }

    public Guid? Abandoned { get; private set; }

    public ImageRejectedException? Rejection { get; private set; }

    public Task<CaptionReply> RequestAsync(CaptionKey key, CancellationToken cancellationToken) => Task.FromResult(Request(++Requests));

    public Task<CaptionReply> ProvideAsync(Guid ticket, ImagePixels pixels, CancellationToken cancellationToken)
    {
        Pixels = pixels;
        return Provide(ticket);
    }

    public Task AbandonAsync(Guid ticket)
    {
        Abandoned = ticket;
        return Task.CompletedTask;
    }

    public Task RejectAsync(Guid ticket, ImageRejectedException reason)
    {
        Rejection = reason;
        return Task.CompletedTask;
    }

    public Task<CaptionReply?> FindAsync(CaptionKey key, CancellationToken cancellationToken) => Task.FromResult<CaptionReply?>(null);

    public Task<WordsReply> NextWordsAsync(CaptionKey key, string known, CancellationToken cancellationToken) =>
        Words(known, cancellationToken);

    public Task<CaptionReply?> CorrectAsync(CaptionKey key, ImageDigest picture, string text, CancellationToken cancellationToken) =>
        Task.FromResult<CaptionReply?>(null);

    public Task<bool> WithdrawCorrectionAsync(string revision, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<bool> ForgetAsync(CancellationToken cancellationToken) => Task.FromResult(false);
}
