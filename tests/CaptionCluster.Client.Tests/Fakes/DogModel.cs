using CaptionCluster.Inference;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>A model that sees the same dog in every picture.</summary>
internal static class DogModel
{
    public static FakeModel New(string name = "default") => new(Describe(name), (image, _) => SampleCaptions.Sample(image.Source));

    public static ModelDescription Describe(string name) =>
        new(
            new ModelId(name, new string('7', 64), "float32"),
            "fake",
            "cpu",
            new ImageProcessing(16, 16, ResampleFilter.Bilinear),
            new DecodingOptions { NumBeams = 3 },
            20,
            HasAttention: true,
            HasAdequacy: true,
            AttentionColumns: 2,
            AttentionRows: 2
        )
        {
            Calibration = new ModelCalibration(
                "People like it.",
                "made-up pictures",
                [new CalibrationMeasurement("others", Brier: 0.2, CalibrationError: 0.04)]
            ),
        };
}
