using System.Text.Json.Serialization;

namespace CaptionCluster.Inference.Calibration;

/// <summary>
/// calibration.json. A name that is not known is refused: it may be a coefficient, and without it the probability would be another.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CalibrationFile
{
    /// <summary>What the probability is of, in a sentence.</summary>
    [JsonPropertyName("event")] public string? Event { get; init; }

    /// <summary>The formula, for whoever reads the file.</summary>
    [JsonPropertyName("probability")] public string? Probability { get; init; }

    [JsonPropertyName("intercept")] public double? Intercept { get; init; }

    /// <summary>The weight of the tokens' mean log-probability.</summary>
    [JsonPropertyName("meanLogProbability")] public double? MeanLogProbability { get; init; }

    /// <summary>The weight of the adequacy's logit; left out or zero for models without adequacy.</summary>
    [JsonPropertyName("adequacyLogit")] public double AdequacyLogit { get; init; }

    [JsonPropertyName("fittedOn")] public string? FittedOn { get; init; }

    [JsonPropertyName("measured")] public IReadOnlyList<MeasuredEntry?>? Measured { get; init; }

    /// <summary>One set of pictures that the probabilities were held against.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record MeasuredEntry
    {
        [JsonPropertyName("on")] public string? On { get; init; }
        [JsonPropertyName("brier")] public double? Brier { get; init; }
        [JsonPropertyName("brierOfAConstant")] public double? BrierOfAConstant { get; init; }
        [JsonPropertyName("calibrationError")] public double? CalibrationError { get; init; }
        [JsonPropertyName("auc")] public double? Auc { get; init; }
        [JsonPropertyName("mean")] public double? Mean { get; init; }
        [JsonPropertyName("rate")] public double? Rate { get; init; }

        public IEnumerable<double> Numbers => new[] { Brier, BrierOfAConstant, CalibrationError, Auc, Mean, Rate }.OfType<double>();
    }
}
