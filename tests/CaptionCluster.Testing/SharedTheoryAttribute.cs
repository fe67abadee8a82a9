using Xunit;

namespace CaptionCluster.Testing;

/// <summary>A theory that needs the shared folder beside the repository; skipped, saying so, where it is absent.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (!Fixtures.HasShared) Skip = SharedFactAttribute.Reason;
    }
}
