namespace CaptionCluster;

/// <summary>What <see cref="Caption.Quality"/> of a model is the probability of, and how far that was found to be true.</summary>
/// <param name="Event">In a sentence.</param>
/// <param name="FittedOn">Which pictures; null when the folder doesn't say.</param>
[GenerateSerializer, Immutable]
public sealed record ModelCalibration(
    [property: Id(0)] string Event, [property: Id(1)] string? FittedOn, [property: Id(2)] IReadOnlyList<CalibrationMeasurement> Measured);

/// <summary>How the probabilities did on pictures that were not fitted on; all 0 to 1, null where not given.</summary>
/// <param name="On">Which pictures.</param>
/// <param name="Brier">Mean squared error (Brier, 1950).</param>
/// <param name="BrierOfAConstant">The same of whoever always says <paramref name="Rate"/>.</param>
/// <param name="CalibrationError">Mean distance between probability and rate, over bins of probability.</param>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="Mean">Of the probabilities.</param>
/// <param name="Rate">How often the event held.</param>
[GenerateSerializer, Immutable]
public sealed record CalibrationMeasurement(
    [property: Id(0)] string On,
    [property: Id(1)] double? Brier = null,
    [property: Id(2)] double? BrierOfAConstant = null,
    [property: Id(3)] double? CalibrationError = null,
    [property: Id(4)] double? Auc = null,
    [property: Id(5)] double? Mean = null,
    [property: Id(6)] double? Rate = null);
