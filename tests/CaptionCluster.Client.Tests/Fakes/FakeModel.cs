using CaptionCluster.Inference;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>A model that says the same of every picture, when it is let.</summary>
internal sealed class FakeModel(string name = "default") : ICaptionModel
{
    private int _inferences;

    public ModelDescription Description { get; init; } = Describe(name);

    /// <summary>How many pictures were given to it.</summary>
    public int Inferences => Volatile.Read(ref _inferences);

    /// <summary>What encoding waits for; nothing by default.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Thrown instead of encoding; what is set once <see cref="Encoding"/> is done holds from the next picture on.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What becomes of each caption, by the number of the picture, before it is answered.</summary>
    public Func<int, Caption, Caption> Twist { get; set; } = (_, caption) => caption;

    public CancellationToken LastToken { get; private set; }

    public TaskCompletionSource Encoding { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public double QueuedSeconds => 0;

    public static ModelDescription Describe(string name) => new(
        new ModelId(name, new string('7', 64), "float32"),
        "fake",
        "cpu",
        new ImageProcessing(16, 16, ResampleFilter.Bilinear),
        new DecodingOptions { NumBeams = 3 },
        20,
        HasAttention: true,
        HasAdequacy: true,
        AttentionColumns: 2,
        AttentionRows: 2)
    {
        Calibration = new ModelCalibration("People like it.", "made-up pictures", [new CalibrationMeasurement("others", Brier: 0.2, CalibrationError: 0.04)]),
    };

    public async Task<EncodedImage> EncodeAsync(ImagePixels pixels, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _inferences);
        LastToken = cancellationToken;
        var failure = Failure;
        Encoding.TrySetResult();
        if (failure is not null) throw failure;
        await Gate.WaitAsync(cancellationToken);
        return new EncodedImage(pixels.Source, [new EncodedTensor("number", [1], new float[] { number })], new InferenceTiming(0.001, 0.01, 0, 1, 0));
    }

    public Task<Caption> DecodeAsync(EncodedImage image, DecodingOptions decoding, CancellationToken cancellationToken) =>
        Task.FromResult(Twist((int)image.Tensors[0].Values.Span[0], SampleCaptions.Sample(image.Source)));

    public void Reset() => Encoding = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
