using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Calibration;

/// <summary>
/// Log-probability and adequacy to one probability: <c>sigmoid(intercept + a * mean log-probability + b * logit(adequacy))</c>, a logistic
/// regression over what the model knows of its sentence (Platt scaling with two inputs; Platt, 1999).
/// </summary>
internal sealed class QualityCalibration
{
    private const string FileName = "calibration.json";

    /// <summary>Beyond it a judge's certainty says nothing more, and its logit would outweigh everything else.</summary>
    private const double LeastAdequacy = 0.0001;

    private readonly double _intercept;
    private readonly double _meanLogProbability;
    private readonly double _adequacyLogit;

    private QualityCalibration(CalibrationFile file, double intercept, double meanLogProbability, string ofEvent)
    {
        (_intercept, _meanLogProbability, _adequacyLogit) = (intercept, meanLogProbability, file.AdequacyLogit);
        Description = new ModelCalibration(ofEvent, file.FittedOn, [.. (file.Measured ?? []).Select(Measurement)]);
    }

    public ModelCalibration Description { get; }

    /// <returns>Null when the folder has no calibration.</returns>
    /// <exception cref="ModelFolderException">Its calibration can't be used; the message says why.</exception>
    public static QualityCalibration? From(ModelFolder folder, bool hasAdequacy)
    {
        if (folder.ReadOptional<CalibrationFile>(FileName) is not { } file)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(file.Event))
        {
            throw Wrong("it doesn't say what 'event' its probability is of");
        }

        if (file.Intercept is not { } intercept)
        {
            throw Wrong("'intercept' is missing");
        }

        if (file.MeanLogProbability is not { } meanLogProbability)
        {
            throw Wrong("'meanLogProbability' is missing");
        }

        if (!double.IsFinite(intercept) || !double.IsFinite(meanLogProbability) || !double.IsFinite(file.AdequacyLogit))
        {
            throw Wrong("a coefficient is not finite");
        }

        if (file.AdequacyLogit != 0 && !hasAdequacy)
        {
            throw Wrong("'adequacyLogit' weighs an adequacy, and the model has no discriminator");
        }

        foreach (var measured in file.Measured ?? [])
        {
            if (string.IsNullOrWhiteSpace(measured?.On))
            {
                throw Wrong("an entry of 'measured' doesn't say what it was measured 'on'");
            }

            if (measured.Numbers.Any(number => number is not (>= 0 and <= 1)))
            {
                throw Wrong($"a number measured on '{measured.On}' is not between 0 and 1");
            }
        }

        return new QualityCalibration(file, intercept, meanLogProbability, file.Event);

        ModelFolderException Wrong(string why) => new($"{Path.Combine(folder.Path, FileName)} can't be used: {why}.");
    }

    /// <summary>0 to 1; null when a verdict that counts is missing.</summary>
    public double? QualityOf(Caption caption)
    {
        var logit = _intercept + (_meanLogProbability * caption.MeanLogProbability);
        if (_adequacyLogit != 0)
        {
            if (caption.Adequacy is not { } adequacy) return null;
            var fits = Math.Clamp(adequacy, LeastAdequacy, 1 - LeastAdequacy);
            logit += _adequacyLogit * Math.Log(fits / (1 - fits));
        }

        return 1 / (1 + Math.Exp(-logit));
    }

    private static CalibrationMeasurement Measurement(CalibrationFile.MeasuredEntry? entry) => new(
        entry!.On!, entry.Brier, entry.BrierOfAConstant, entry.CalibrationError, entry.Auc, entry.Mean, entry.Rate);
}
