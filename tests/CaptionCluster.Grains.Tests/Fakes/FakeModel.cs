using System.Diagnostics;
using CaptionCluster.Inference;

namespace CaptionCluster.Grains.Tests;

/// <summary>A model that does what a test says, when it says so.</summary>
internal sealed class FakeModel(ModelDescription? description = null) : ICaptionModel
{
    private int _encoded;

    public ModelDescription Description { get; } = description ?? Samples.Description;

    public double QueuedSeconds { get; set; }

    /// <summary>How often work was started.</summary>
    public int Encodings => Volatile.Read(ref _encoded);

    /// <summary>Encoding waits for this; open unless a test closes it.</summary>
    public Gate Encode { get; } = new();

    public Gate Decode { get; } = new();

    /// <summary>Thrown by the next encodings.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What becomes of a caption before it is answered.</summary>
    public Func<Caption, Caption> Twist { get; set; } = caption => caption;

    public EncodedImage? LastEncoded { get; private set; }

    public EncodedImage? LastDecoded { get; private set; }

    public ActivityContext EncodedUnder { get; private set; }

    public ActivityContext DecodedUnder { get; private set; }

    public Urgency EncodedWith { get; private set; }

    public Urgency DecodedWith { get; private set; }

    /// <summary>Lets everything pass.</summary>
    public void Open()
    {
        Encode.Open();
        Decode.Open();
    }

    public async Task<EncodedImage> EncodeAsync(ImagePixels pixels, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _encoded);
        EncodedWith = Urgency.Current;
        EncodedUnder = Activity.Current?.Context ?? default;
        await Encode.PassAsync(cancellationToken);
        if (Failure is { } failure) throw failure;
        return LastEncoded = Samples.Encoded();
    }

    public async Task<Caption> DecodeAsync(EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        LastDecoded = image;
        DecodedWith = Urgency.Current;
        DecodedUnder = Activity.Current?.Context ?? default;
        await Decode.PassAsync(cancellationToken);
        return Twist(Samples.Caption(decoding.NumBeams == 1 ? "a dog" : "a dog runs through the grass"));
    }
}
