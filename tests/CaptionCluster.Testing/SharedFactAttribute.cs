using Xunit;

namespace CaptionCluster.Testing;

/// <summary>A test that needs the shared folder beside the repository; skipped, saying so, where it is absent.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    internal static string Reason => $"needs {Fixtures.Shared} (set CAPTIONCLUSTER_SHARED)";

    public SharedFactAttribute()
    {
        if (!Fixtures.HasShared) Skip = Reason;
    }
}
