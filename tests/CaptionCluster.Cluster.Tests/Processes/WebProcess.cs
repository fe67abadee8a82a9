using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CaptionCluster.Cluster.Tests.Processes;

/// <summary>A front or a silo with its HTTP port.</summary>
internal abstract partial class WebProcess : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly string _room;
    private readonly string[] _arguments;
    private readonly (string, string)[] _variables;

    /// <param name="room">The folder it is started from.</param>
    /// <param name="program">Its dll.</param>
    /// <param name="arguments">Those like <c>NAME=value</c> go into the environment.</param>
    protected WebProcess(string room, string program, params IEnumerable<string> arguments)
    {
        _room = room;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var all = arguments.ToLookup(argument => Variable().IsMatch(argument));
        _variables = [.. all[true].Select(variable => variable.Split('=', 2)).Select(pair => (pair[0], pair[1]))];
        _arguments = [program, "--urls", Address.ToString(), .. all[false]];
        _http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        Process = Start();
    }

    public Uri Address { get; }

    public ChildProcess Process { get; private set; }

    public Task ReadyAsync() => Patience.UntilAsync($"{_room} at {Address} ready\n{Process.Output}", IsReadyAsync);

    public async Task<bool> IsReadyAsync() => await HealthAsync() is (HttpStatusCode.OK, _);

    /// <summary>What its readiness probe says; no status when nobody answers.</summary>
    public async Task<(HttpStatusCode? Status, string Text)> HealthAsync()
    {
        if (Process.HasExited) throw new InvalidOperationException($"{_room} ended with {Process.ExitCode}:\n{Process.Output}");
        try
        {
            using var answer = await _http.GetAsync("/health/ready");
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return (null, "");
        }
    }

    /// <summary>The sum of a metric's samples whose text has all of these parts.</summary>
    public async Task<double> MetricAsync(string name, params string[] parts) =>
        (await _http.GetStringAsync("/metrics"))
            .Split('\n')
            .Where(line =>
                line.StartsWith(name + "{", StringComparison.Ordinal)
                && Array.TrueForAll(parts, part => line.Contains(part, StringComparison.Ordinal))
            )
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    /// <summary>Starts it again as it was, once the last process is gone.</summary>
    public async Task RestartAsync()
    {
        await Process.ExitedAsync();
        await Process.DisposeAsync();
        Process = Start();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }

    private ChildProcess Start() => new(Path.Combine(Fixtures.Repository, _room), BuiltPrograms.Host, _arguments, _variables);

    [GeneratedRegex("^[A-Za-z_0-9]+=")]
    private static partial Regex Variable();
}
