using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Fakes;

internal static class SampleMeters
{
    public static IMeterFactory Factory { get; } =
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
