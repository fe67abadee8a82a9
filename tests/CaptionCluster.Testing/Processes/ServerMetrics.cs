using System.Globalization;

namespace CaptionCluster.Testing.Processes;

/// <summary>What a server says on <c>/metrics</c> (Prometheus text format).</summary>
public sealed class ServerMetrics(HttpClient http)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The sum of a metric's series that have all of the labels; 0 when there is none yet.</summary>
    /// <param name="name">As Prometheus has it: <c>caption_inference_total</c>.</param>
    /// <param name="labels">Each as <c>name="value"</c>.</param>
    public async Task<double> ReadAsync(string name, params string[] labels) =>
        Sum(await http.GetStringAsync("/metrics"), name, labels);

    /// <summary>Asks again and again until the value is right: for what only the process itself knows.</summary>
    public async Task<double> BecomesAsync(string name, Func<double, bool> isRight, params string[] labels)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            var value = await ReadAsync(name, labels);
            if (isRight(value)) return value;
            if (patience.IsCancellationRequested) throw new TimeoutException($"{name} is still {value}.");
            await Task.Delay(s_pause, TimeProvider.System);
        }
    }

    internal static double Sum(string text, string name, params string[] labels) =>
        text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ')
            .Where(line => labels.All(label => line.Contains(label, StringComparison.Ordinal)))
            .Sum(line =>
                double.Parse(
                    line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
                    CultureInfo.InvariantCulture
                )
            );
}
