using Xunit;

namespace CaptionCluster.Testing.Needs;

/// <summary>A test that starts programs of the system; skipped, saying which, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(params string[] programs) => Skip = Programs.WhySkipped(programs);
}
