using CaptionCluster.Client.AltText;

namespace CaptionCluster.Client.Answers;

/// <param name="Width">As seen: after EXIF orientation.</param>
internal sealed record ImageAnswer(string Sha256, int Width, int Height, string Format)
{
    public static readonly IReadOnlyList<string> FormatNames = [.. Enum.GetNames<ImageFormat>().Select(name => name.ToLowerInvariant())];

    public static ImageAnswer Of(ImageDigest digest, ImageInfo image) =>
        new(digest.ToString(), image.Width, image.Height, NameOf(image.Format));

    private static string NameOf(ImageFormat format) => (uint)format < FormatNames.Count
        ? FormatNames[(int)format]
        : throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format.");
}

internal sealed record ModelAnswer(string Name, string Revision, string Variant)
{
    public static ModelAnswer Of(ModelId model) => new(model.Name, model.Revision, model.Variant);
}

/// <summary>Where the time went. Queue, encode and decode are those of the inference that made the caption, whoever asked for it.</summary>
/// <param name="IntakeMs">Reading, checking, decoding and resizing the picture, for this request; absent when no picture was sent.</param>
/// <param name="TotalMs">This request, from its headers to its answer.</param>
internal sealed record TimingAnswer(
    double? IntakeMs, double QueueMs, double EncodeMs, double DecodeMs, double TotalMs, int EncodeBatch, int DecodeBatch)
{
    public static TimingAnswer Of(InferenceTiming inference, RequestTiming request) => new(
        request.Intake is { } intake ? Rounded.Milliseconds(intake.TotalSeconds) : null,
        Rounded.Milliseconds(inference.QueueSeconds),
        Rounded.Milliseconds(inference.EncodeSeconds),
        Rounded.Milliseconds(inference.DecodeSeconds),
        Rounded.Milliseconds(request.Total.TotalSeconds),
        inference.EncodeBatch,
        inference.DecodeBatch);
}

/// <param name="Text">Empty for the token that ends the sentence.</param>
/// <param name="LogProbability">Null for a token that the model ruled out and that was forced all the same: JSON has no infinity.</param>
/// <param name="Attention">Weights of the model's grid cells, row by row.</param>
internal sealed record TokenAnswer(string Text, double LogProbability, float[]? Attention)
{
    public static TokenAnswer Of(CaptionToken token, bool withAttention) => new(
        token.Text,
        Rounded.Probability(token.LogProbability),
        withAttention && token.Attention.Length > 0 ? Array.ConvertAll(token.Attention, Rounded.Weight) : null);
}

internal sealed record AlternativeAnswer(string Caption, string AltText, double Score, double? Adequacy)
{
    public static AlternativeAnswer Of(CaptionAlternative other, ImageInfo image, AltTextStyle style) => new(
        AltTextWriter.Caption(other.Text, style),
        AltTextWriter.Write(other.Text, image, style).Text,
        Rounded.Probability(other.Score),
        Rounded.Probability(other.Adequacy));
}

/// <summary>As many decimals as mean something.</summary>
internal static class Rounded
{
    public static double Probability(double value) => Math.Round(value, 6);

    public static double? Probability(double? value) => value is { } number ? Probability(number) : null;

    public static float Weight(float value) => MathF.Round(value, 4);

    public static double Milliseconds(double seconds) => Math.Round(seconds * 1000, 3);
}
