namespace CaptionCluster.Grains.Tests;

/// <summary>How long a test waits for what must happen, before it fails instead of hanging.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task For(Task task) => task.WaitAsync(Limit);

    public static Task<T> For<T>(Task<T> task) => task.WaitAsync(Limit);
}
