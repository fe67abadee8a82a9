namespace CaptionCluster.Bench;

/// <summary>What to measure, how often and on which cores.</summary>
internal sealed record BenchOptions(string Photos, int Rounds, int Images, int Clients, string Variant, IReadOnlyList<string> Only)
{
    public const string Usage = """
        dotnet run -c Release --project bench -- [options]
          --photos DIR     pictures to send (default: ../shared/photos/flickr8k, else tests/fixtures/photos)
          --rounds N       pairs of runs; the median ratio is quoted (default 5)
          --images N       unique pictures a run (default 576)
          --clients N      requests in flight (default 64)
          --variant V      auto, int8 or float32 (default auto)
          --only A,B       of: unique (with the health probe), hits, lone, batch, jobs; cluster (needs redis-server); cohort, large (which write models to the temporary folder)
        """;

    public static BenchOptions Parse(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !args[i].StartsWith("--", StringComparison.Ordinal)) throw new ArgumentException(Usage);
            values[args[i][2..]] = args[i + 1];
        }

        return new BenchOptions(
            values.GetValueOrDefault("photos") ?? DefaultPhotos(),
            int.Parse(values.GetValueOrDefault("rounds", "5")),
            int.Parse(values.GetValueOrDefault("images", "576")),
            int.Parse(values.GetValueOrDefault("clients", "64")),
            values.GetValueOrDefault("variant", "auto"),
            values.GetValueOrDefault("only", "unique,hits,lone,batch,jobs").Split(','));
    }

    private static string DefaultPhotos()
    {
        var shared = Path.Combine(Repository.Root, "..", "shared", "photos", "flickr8k");
        return Directory.Exists(shared) ? shared : Path.Combine(Repository.Root, "tests", "fixtures", "photos");
    }
}
