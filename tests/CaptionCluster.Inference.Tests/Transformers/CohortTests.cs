using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Tests.Models;
using FsCheck.Xunit;

namespace CaptionCluster.Inference.Tests.Transformers;

/// <summary>What a picture gets never depends on who is beside it, before it or gone.</summary>
public sealed class CohortTests : IAsyncLifetime
{
    private static readonly TinyGolden s_golden = new("tiny-vit-gpt2");
    private static readonly string[] s_photos = ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"];

    private readonly Dictionary<(int Photo, int Decoding), Caption> _alone = [];
    private ILoadedModel _model = null!;
    private ImagePixels[] _pixels = [];
    private DecodingOptions[] _decodings = [];

    public async Task InitializeAsync()
    {
        _model = await TestModels.LoadAsync(s_golden.Folder, configure: options =>
        {
            options.Cohorts.MaxBytes = 4 << 20;
            options.Decoder.MaxBatchSize = 5;
            options.Decoder.Workers = 2;
        });
        _pixels = [.. s_photos.Select(photo => GoldenPixels.Of("photos/free/" + photo, _model.Description.Processing))];
        var defaults = _model.Description.Decoding;
        _decodings =
        [
            defaults,
            defaults with
            {
                NumBeams = 2,
                MaxNewTokens = 5,
            },
            defaults with
            {
                NumBeams = 3,
                NoRepeatNgramSize = 2,
            },
            defaults with
            {
                NumBeams = 4,
                LengthPenalty = 2,
                EarlyStopping = EarlyStopping.WhenImpossible,
            },
            defaults with
            {
                DoSample = true,
                Seed = 5,
            },
            defaults with
            {
                NumBeams = 7,
                MinNewTokens = 8,
                RepetitionPenalty = 1.2,
            },
        ];
        for (var photo = 0; photo < _pixels.Length; photo++)
        {
            for (var decoding = 0; decoding < _decodings.Length; decoding++)
            {
                _alone[(photo, decoding)] = await _model.CaptionAsync(_pixels[photo], _decodings[decoding]);
            }
        }
    }

    public Task DisposeAsync()
    {
        _model.Dispose();
        return Task.CompletedTask;
    }

    [Property(MaxTest = 25)]
    public void DecodeAsync_AnyCompanyArrivalsAndCancellations_SameAsAlone(int seed) =>
        CrowdAsync(new Random(seed)).GetAwaiter().GetResult();

    private async Task CrowdAsync(Random random)
    {
        var arrivals = Enumerable
            .Range(0, random.Next(1, 24))
            .Select(_ => new Arrival(
                random.Next(s_photos.Length),
                random.Next(_decodings.Length),
                Yields: random.Next(40),
                Leaves: random.Next(4) == 0,
                Lingers: random.Next(60)
            ))
            .ToArray();
        await Task.WhenAll(arrivals.Select(AskAsync));
    }

    private async Task AskAsync(Arrival arrival)
    {
        for (var i = 0; i < arrival.Yields; i++) await Task.Yield();
        using var leaving = new CancellationTokenSource();
        var encoded = await _model.EncodeAsync(_pixels[arrival.Photo], CancellationToken.None);
        var decoding = _model.DecodeAsync(encoded, _decodings[arrival.Decoding], leaving.Token);
        if (arrival.Leaves)
        {
            for (var i = 0; i < arrival.Lingers; i++) await Task.Yield();
            await leaving.CancelAsync();
            await decoding.ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var (caption, alone) = (await decoding, _alone[(arrival.Photo, arrival.Decoding)]);
        Assert.Equal(alone.Tokens.Select(token => token.Id), caption.Tokens.Select(token => token.Id));
        Assert.Equal(alone.Score, caption.Score, 1e-4);
        Assert.Equal(alone.Alternatives.Select(other => other.Text), caption.Alternatives.Select(other => other.Text));
    }

    private sealed record Arrival(int Photo, int Decoding, int Yields, bool Leaves, int Lingers);
}
