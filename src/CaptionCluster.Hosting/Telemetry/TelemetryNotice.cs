using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting;

/// <summary>Says once which of OpenTelemetry's variables were set in vain.</summary>
internal sealed partial class TelemetryNotice(IConfiguration configuration, ILogger<TelemetryNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var sentence in TelemetryVariables.Unheeded(configuration)) LogUnheeded(sentence);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "{Sentence}")]
    private partial void LogUnheeded(string sentence);
}
