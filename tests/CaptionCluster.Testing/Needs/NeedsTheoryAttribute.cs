using Xunit;

namespace CaptionCluster.Testing.Needs;

/// <summary>A theory that starts programs of the system; skipped, saying which, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(params string[] programs) => Skip = Programs.WhySkipped(programs);
}
