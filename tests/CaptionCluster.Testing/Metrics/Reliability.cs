using System.Globalization;

namespace CaptionCluster.Testing.Metrics;

/// <summary>
/// Whether probabilities are as often true as they say: bins of equal width, each with its mean probability and its rate.
/// </summary>
public sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>The bins' mean distance between probability and rate, weighted by their size (expected calibration error).</summary>
    public double MeanAbsoluteError => Bins.Sum(bin => bin.Count * Math.Abs(bin.Mean - bin.Rate)) / Bins.Sum(bin => bin.Count);

    /// <exception cref="ArgumentException">The lists differ in length or are empty.</exception>
    public static Reliability Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> events, int bins)
    {
        if (probabilities.Count == 0 || probabilities.Count != events.Count)
        {
            throw new ArgumentException($"{probabilities.Count} probabilities of {events.Count} events.", nameof(events));
        }

        return new([
            .. probabilities
                .Zip(events)
                .GroupBy(pair => Math.Min((int)(pair.First * bins), bins - 1))
                .OrderBy(bin => bin.Key)
                .Select(bin => new ReliabilityBin(
                    bin.Count(),
                    bin.Average(pair => pair.First),
                    bin.Average(pair => pair.Second ? 1.0 : 0)
                )),
        ]);
    }

    public override string ToString() => string.Join('\n',
    [
        "captions  said  true",
        .. Bins.Select(bin => string.Create(CultureInfo.InvariantCulture, $"{bin.Count,8}  {bin.Mean,4:0.00}  {bin.Rate,4:0.00}")),
        string.Create(CultureInfo.InvariantCulture, $"mean absolute error {MeanAbsoluteError:0.000}"),
    ]);
}

/// <param name="Mean">Of the probabilities.</param>
/// <param name="Rate">How often the event held.</param>
public readonly record struct ReliabilityBin(int Count, double Mean, double Rate);
