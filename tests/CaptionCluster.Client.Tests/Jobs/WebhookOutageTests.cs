using System.Reflection;
using CaptionCluster.Client.Jobs;
using CaptionCluster.Client.Jobs.Webhooks;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CaptionCluster.Client.Tests.Jobs;

/// <summary>The job store is away for a while: a log says that it went and that it came back, and not how often it was asked.</summary>
public sealed class WebhookOutageTests
{
    [Fact]
    public async Task Store_AwayAndBackTwice_IsSaidOnceEach()
    {
        var (store, calls) = AwayStore.Create();
        var signals = new JobSignals();
        using var book = new LogBook(LogLevel.Information);
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(book));
        using var sender = new WebhookSender(
            store,
            null!,
            signals,
            Options.Create(new JobOptions()),
            Options.Create(new WebhookOptions()),
            new FakeTimeProvider(),
            factory.CreateLogger<WebhookSender>()
        );

        await sender.StartAsync(CancellationToken.None);
        foreach (var isAway in (bool[])[false, true, true, true, false, false, true, false])
        {
            calls.IsAway = isAway;
            await calls.AskedAsync(signals.Completed);
        }

        await sender.StopAsync(CancellationToken.None);
        Assert.Equal(
            ["away", "back", "away", "back"],
            book.Lines.Select(line => line.Contains("says again", StringComparison.Ordinal) ? "back" : "away")
        );
    }

    /// <summary>Has no webhook that is due, when it is there.</summary>
    internal class AwayStore : DispatchProxy
    {
        private readonly SemaphoreSlim _asked = new(0);

        public volatile bool IsAway;

        public static (IJobStore Store, AwayStore Calls) Create()
        {
            var proxy = Create<IJobStore, AwayStore>();
            return (proxy, (AwayStore)(object)proxy);
        }

        /// <summary>
        /// Has it asked once more, and waits until that call is over: a call sees the state that the one before it was answered with.
        /// </summary>
        public async Task AskedAsync(Signal signal)
        {
            while (_asked.Wait(0))
            {
            }

            signal.Pulse();
            await Patience.For(_asked.WaitAsync());
            signal.Pulse();
            await Patience.For(_asked.WaitAsync());
        }

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var isAway = IsAway;
            _asked.Release();
            return isAway
                ? Task.FromException<WebhookLease?>(new StoreUnavailableException("Away."))
                : Task.FromResult<WebhookLease?>(null);
        }
    }
}
