using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CaptionCluster.Bench;

/// <summary>What to measure, how often and on which cores.</summary>
internal sealed record BenchOptions(string Photos, int Rounds, int Images, int Clients, string Variant, IReadOnlyList<string> Only)
{
    private static readonly string[] s_names = ["photos", "rounds", "images", "clients", "variant", "only"];

    /// <summary>False when there is anything that it does not know.</summary>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out BenchOptions? options)
    {
        options = null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in args.Chunk(2))
        {
            if (pair is not [['-', '-', .. var name], var value] || !s_names.Contains(name) || !values.TryAdd(name, value)) return false;
        }

        if (
            !TryCount(values, "rounds", 5, out var rounds)
            || !TryCount(values, "images", 576, out var images)
            || !TryCount(values, "clients", 64, out var clients)
        )
        {
            return false;
        }

        var only = values.GetValueOrDefault("only", "unique,hits,lone,batch,jobs").Split(',');
        if (!only.All(Bench.Scenarios.ContainsKey))
        {
            return false;
        }

        options = new BenchOptions(
            values.GetValueOrDefault("photos") ?? DefaultPhotos(),
            rounds,
            images,
            clients,
            values.GetValueOrDefault("variant", "auto"),
            only
        );
        return true;
    }

    /// <returns>The exit status of a call that was not understood.</returns>
    public static int Explain()
    {
        Console.Error.WriteLine("""
            dotnet run -c Release --project bench -- [options]
              --photos DIR     pictures to send (default: ../shared/photos/flickr8k, else tests/fixtures/photos)
              --rounds N       pairs of runs; the median ratio is quoted (default 5)
              --images N       unique pictures a run (default 576)
              --clients N      requests in flight (default 64)
              --variant V      auto, int8 or float32 (default auto)
              --only A,B       of: unique (with the health probe), hits, lone, batch, jobs; telemetry; cluster (needs redis-server);
                               cohort, large (which write models to the temporary folder)
            """);
        return 2;
    }

    private static bool TryCount(Dictionary<string, string> values, string name, int otherwise, out int count)
    {
        count = otherwise;
        return !values.TryGetValue(name, out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0);
    }

    private static string DefaultPhotos()
    {
        var shared = Path.Combine(Repository.Root, "..", "shared", "photos", "flickr8k");
        return Directory.Exists(shared) ? shared : Path.Combine(Repository.Root, "tests", "fixtures", "photos");
    }
}
