using CaptionCluster.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting.Tests.Start;

public sealed class HostStartTests
{
    private readonly LogLines _log = new();
    private readonly StartRefusedException _reason = new("No.");

    [Fact]
    public async Task RunToEnd_OneServiceDoesNotStart_StopsTheOthersAndThrowsUnlogged()
    {
        var good = new Service();

        Assert.Same(_reason, await RunAsync(good, new Service { FailsToStart = _reason }));

        Assert.True(good.IsStopped);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task RunToEnd_FailsBeforeAnythingStarted_StopsNothing()
    {
        var good = new Service();

        Assert.Same(_reason, await RunAsync(good, new Service { FailsStarting = _reason }));

        Assert.False(good.IsStopped);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task RunToEnd_StopFailsToo_ThrowsWhatEndedTheStart() =>
        Assert.Same(
            _reason,
            await RunAsync(new Service { FailsToStop = new InvalidOperationException() }, new Service { FailsToStart = _reason })
        );

    [Fact]
    public async Task RunToEnd_FailsOnceStarted_HostLogsIt()
    {
        await RunAsync(new BrokenLater());

        Assert.Contains(_log.Lines, line => line is { Category: "Microsoft.Extensions.Hosting.Internal.Host", Level: >= LogLevel.Error });
    }

    [Fact]
    public async Task RunToEnd_ToldToStopWhileItStarts_StopsAndEndsWell()
    {
        var good = new Service();

        Assert.Null(await RunAsync(good, new Endless()));

        Assert.True(good.IsStopped);
    }

    [Fact]
    public async Task RunToEnd_ServiceGivesUpByItself_Throws() =>
        Assert.IsAssignableFrom<OperationCanceledException>(
            await RunAsync(new Service { FailsToStart = new OperationCanceledException() })
        );

    private async Task<Exception?> RunAsync(params IHostedService[] services)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(_log);
        builder.AddQuietStart();
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        foreach (var service in services) builder.Services.AddSingleton(service);
        var host = builder.Build();
        foreach (var service in services.OfType<Endless>())
        {
            service.Lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        }

        foreach (var service in services.OfType<BrokenLater>())
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(service.Break);
        }

        return await Record.ExceptionAsync(() => host.RunToEndAsync());
    }

    private sealed class BrokenLater : BackgroundService
    {
        private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Break() => _broken.SetException(new InvalidOperationException());

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => _broken.Task;
    }

    /// <summary>Is told to stop in the middle of its start.</summary>
    private sealed class Endless : IHostedService
    {
        public IHostApplicationLifetime? Lifetime { get; set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Lifetime!.StopApplication();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
