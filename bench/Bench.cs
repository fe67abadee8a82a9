using CaptionCluster.Bench.Scenarios;
using Spectre.Console;

namespace CaptionCluster.Bench;

/// <summary>Runs what was asked for and prints one table.</summary>
internal static class Bench
{
    public static readonly Dictionary<string, Func<BenchOptions, Action<string>, Task<IReadOnlyList<Row>>>> Scenarios = new(
        StringComparer.Ordinal
    )
    {
        ["unique"] = UniqueImages.RunAsync,
        ["hits"] = RepeatedImages.RunAsync,
        ["lone"] = LoneRequest.RunAsync,
        ["batch"] = BatchOfImages.RunAsync,
        ["jobs"] = LoneBesideJobs.RunAsync,
        ["cohort"] = CohortBatching.RunAsync,
        ["cluster"] = ClusterScale.RunAsync,
        ["telemetry"] = TelemetryCost.RunAsync,
        ["large"] = LargeModel.RunAsync,
    };

    /// <returns>1 when a target does not hold.</returns>
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var table = new Table().AddColumns("what", "ours", "bare", "figure", "target", "");
        var holds = true;
        foreach (var name in options.Only)
        {
            foreach (var row in await Scenarios[name](options, Console.WriteLine))
            {
                table.AddRow(row.What, row.Ours, row.Bare, row.Figure, row.Target, row.Holds ? "holds" : "MISSED");
                holds &= row.Holds;
            }
        }

        AnsiConsole.Write(table);
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, {options.Rounds} rounds, medians; pictures from {Path.GetFileName(options.Photos)}, "
            + $"{options.Clients} clients, variant {options.Variant}."
        );
        return holds ? 0 : 1;
    }
}
