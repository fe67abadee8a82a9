using System.Diagnostics;
using System.Globalization;
using CaptionCluster.Testing.Needs;

namespace CaptionCluster.Testing.Processes;

/// <summary>A PostgreSQL server of the test's own, on loopback, whose data is gone afterwards. It does not wait for the disk.</summary>
public sealed class PostgreSQLServer : IDisposable
{
    /// <summary>What tests need for it.</summary>
    public const string Program = "pg_ctl";

    public const string Password = "hunter-of-captions";

    private const string User = "captions";

    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly int _port = FreePort.Next();

    public PostgreSQLServer()
    {
        _data = _folder.At("data");
        var password = _folder.At("password");
        File.WriteAllText(password, Password);
        if (s_unprivileged is not null)
        {
            Run("chown", "-R", s_unprivileged, _folder.Path);
        }

        RunUnprivileged(
            "initdb",
            "-D",
            _data,
            "-U",
            User,
            "-A",
            "scram-sha-256",
            $"--pwfile={password}",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"
        );
        Start();
    }

    /// <summary>To a database that is always there.</summary>
    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Password={Password};Database=postgres");

    /// <summary>The same as a URL.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"postgresql://{User}:{Password}@127.0.0.1:{_port}/postgres");

    /// <summary>As sentences call it.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"PostgreSQL at 127.0.0.1:{_port}/postgres");

    public void Start()
    {
        var settings = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200");
        RunUnprivileged("pg_ctl", "start", "-D", _data, "-w", "-l", _folder.At("data", "server.log"), "-o", settings);
    }

    /// <summary>As if it were killed: whoever is connected is cut off.</summary>
    public void Stop() => RunUnprivileged("pg_ctl", "stop", "-D", _data, "-m", "immediate", "-w");

    public void Dispose()
    {
        if (File.Exists(Path.Combine(_data, "postmaster.pid"))) Stop();
        _folder.Dispose();
    }

    /// <summary>It does not run as root.</summary>
    private static readonly string? s_unprivileged = Environment.IsPrivilegedProcess ? UserOfTheSystem() : null;

    private static string UserOfTheSystem() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static void RunUnprivileged(string program, params string[] arguments)
    {
        var path = Programs.Find(program) ?? throw new InvalidOperationException($"There is no {program} here.");
        if (s_unprivileged is null) Run(path, arguments);
        else Run("setpriv", [$"--reuid={s_unprivileged}", $"--regid={GroupOf(s_unprivileged)}", "--clear-groups", path, .. arguments]);
    }

    private static string GroupOf(string user) =>
        File.ReadLines("/etc/passwd").First(line => line.StartsWith(user + ':', StringComparison.Ordinal)).Split(':')[3];

    /// <remarks>Its output is thrown away: a server that it starts would keep the pipe open.</remarks>
    private static void Run(string program, params string[] arguments)
    {
        var all = string.Join(' ', arguments.Prepend(program).Select(word => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"));
        using var process = Process.Start(
            new ProcessStartInfo("sh", ["-c", $"exec {all} >/dev/null 2>&1 </dev/null"]) { WorkingDirectory = Path.GetTempPath() }
        )!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{all} ended with {process.ExitCode}.");
    }
}
