namespace CaptionCluster.Testing.Needs;

/// <summary>Programs of the system that tests start: the servers that a cluster stands on, and the like.</summary>
public static class Programs
{
    /// <summary>Set by scripts/test, which installs everything: a test whose program is absent runs there, and fails.</summary>
    public static bool NeverSkipped { get; } = Environment.GetEnvironmentVariable("CAPTIONCLUSTER_TESTS_NEVER_SKIP") is { Length: > 0 };

    /// <summary>Where it is: on the PATH, or where Debian keeps PostgreSQL's servers. Null where the system has none.</summary>
    public static string? Find(string program) =>
        Folders().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Why a test that starts these is skipped; null when it is not.</summary>
    public static string? WhySkipped(params string[] programs)
    {
        if (NeverSkipped) return null;
        var absent = Array.FindAll(programs, program => Find(program) is null);
        return absent.Length == 0
            ? null
            : $"needs {string.Join(" and ", absent)}: scripts/test installs what the tests need and runs them all";
    }

    private static IEnumerable<string> Folders()
    {
        const string PostgreSql = "/usr/lib/postgresql";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var servers = Directory.Exists(PostgreSql)
            ? Directory.GetDirectories(PostgreSql).Select(version => Path.Combine(version, "bin"))
            : [];
        return path.Concat(servers);
    }
}
