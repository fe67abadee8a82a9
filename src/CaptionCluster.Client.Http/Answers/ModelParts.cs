namespace CaptionCluster.Client.Http;

/// <summary>What a picture is resized to.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record ModelInput(int Width, int Height);

/// <summary>Where attention weights lie: row by row.</summary>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows.</param>
public sealed record AttentionGrid(int Columns, int Rows);

/// <summary>What a model's quality means.</summary>
/// <param name="Event">What it is the probability of, in a sentence.</param>
/// <param name="FittedOn">Which pictures it was fitted on; null where not told.</param>
/// <param name="Measured">How far that was found to be true, on pictures that were not fitted on.</param>
public sealed record ModelQuality(string Event, string? FittedOn, IReadOnlyList<CalibrationMeasurement> Measured);

/// <summary>How the probabilities did on pictures that were not fitted on; all 0 to 1, null where not given.</summary>
/// <param name="On">Which pictures.</param>
/// <param name="Brier">Mean squared error (Brier, 1950).</param>
/// <param name="BrierOfAConstant">The same of whoever always says <paramref name="Rate"/>.</param>
/// <param name="CalibrationError">Mean distance between probability and rate, over bins of probability.</param>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="Mean">Of the probabilities.</param>
/// <param name="Rate">How often the event held.</param>
public sealed record CalibrationMeasurement(
    string On, double? Brier, double? BrierOfAConstant, double? CalibrationError, double? Auc, double? Mean, double? Rate);

/// <summary>How a model decodes when a request says nothing. Each means what it does in <see cref="DecodingOptions"/>.</summary>
public sealed record ModelDecoding
{
    /// <inheritdoc cref="DecodingOptions.NumBeams"/>
    public int? NumBeams { get; init; }

    /// <inheritdoc cref="DecodingOptions.LengthPenalty"/>
    public double? LengthPenalty { get; init; }

    /// <inheritdoc cref="DecodingOptions.MinNewTokens"/>
    public int? MinNewTokens { get; init; }

    /// <inheritdoc cref="DecodingOptions.MaxNewTokens"/>
    public int? MaxNewTokens { get; init; }

    /// <inheritdoc cref="DecodingOptions.RepetitionPenalty"/>
    public double? RepetitionPenalty { get; init; }

    /// <inheritdoc cref="DecodingOptions.NoRepeatNgramSize"/>
    public int? NoRepeatNgramSize { get; init; }

    /// <inheritdoc cref="DecodingOptions.Rerank"/>
    public bool? Rerank { get; init; }

    /// <inheritdoc cref="DecodingOptions.EarlyStopping"/>
    public string? EarlyStopping { get; init; }

    /// <inheritdoc cref="DecodingOptions.DoSample"/>
    public bool? DoSample { get; init; }

    /// <inheritdoc cref="DecodingOptions.Temperature"/>
    public double? Temperature { get; init; }

    /// <inheritdoc cref="DecodingOptions.TopK"/>
    public int? TopK { get; init; }

    /// <inheritdoc cref="DecodingOptions.TopP"/>
    public double? TopP { get; init; }

    /// <summary>The largest <see cref="MaxNewTokens"/>.</summary>
    public int? MaxNewTokensLimit { get; init; }
}
