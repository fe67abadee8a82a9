using System.Diagnostics;
using CaptionCluster.Inference;

namespace CaptionCluster.Testing.Models;

/// <summary>A model that says what a test has it say, when the test lets it.</summary>
/// <param name="says">What it says of a picture.</param>
public sealed class FakeModel(ModelDescription description, Func<EncodedImage, DecodingOptions, Caption> says) : ICaptionModel
{
    private int _encodings;
    private int _captions;

    public ModelDescription Description { get; init; } = description;

    public double QueuedSeconds { get; set; }

    /// <summary>How many pictures were given to it.</summary>
    public int Encodings => Volatile.Read(ref _encodings);

    /// <summary>Encoding waits for this; open unless a test closes it.</summary>
    public Gate Encode { get; } = new();

    public Gate Decode { get; } = new();

    /// <summary>Thrown instead of encoding; what is set after a picture's arrival holds from the next one on.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What becomes of each caption, by its number from 1, before it is answered.</summary>
    public Func<int, Caption, Caption> Twist { get; set; } = (_, caption) => caption;

    public EncodedImage? LastEncoded { get; private set; }

    public EncodedImage? LastDecoded { get; private set; }

    /// <summary>Who would hear the words of the caption that came last to be decoded.</summary>
    public IWordsListener? Listener { get; private set; }

    public DecodingOptions? LastDecoding { get; private set; }

    public ActivityContext EncodedUnder { get; private set; }

    public ActivityContext DecodedUnder { get; private set; }

    public Urgency EncodedWith { get; private set; }

    public Urgency DecodedWith { get; private set; }

    /// <summary>Tells the words so far of the caption that came last to be decoded, once anybody listens.</summary>
    public async Task SayAsync(string words)
    {
        await Patience.UntilAsync("somebody listens", () => Task.FromResult(Listener is { IsListening: true }));
        Listener!.Say(() => words);
    }

    /// <summary>Lets everything pass.</summary>
    public void Open()
    {
        Encode.Open();
        Decode.Open();
    }

    public async Task<EncodedImage> EncodeAsync(ImagePixels pixels, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _encodings);
        EncodedWith = Urgency.Current;
        EncodedUnder = Activity.Current?.Context ?? default;
        var failure = Failure;
        await Encode.PassAsync(cancellationToken);
        if (failure is not null) throw failure;
        return LastEncoded = new EncodedImage(
            pixels.Source,
            [new EncodedTensor("features", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 })],
            new InferenceTiming(0.001, 0.02, 0, 4, 0)
        );
    }

    public async Task<Caption> DecodeAsync(
        EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken, IWordsListener? words = null)
    {
        Listener = words;
        LastDecoded = image;
        LastDecoding = decoding;
        DecodedWith = Urgency.Current;
        DecodedUnder = Activity.Current?.Context ?? default;
        await Decode.PassAsync(cancellationToken);
        return Twist(Interlocked.Increment(ref _captions), says(image, decoding));
    }
}
