using System.Runtime.CompilerServices;
using Xunit;

namespace CaptionCluster.Testing.Needs;

/// <summary>A theory that starts a program of the system; where that is absent it is skipped, and its name in the list says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(string program, [CallerMemberName] string method = "")
    {
        if (Programs.WhySkipped(program) is not { } why) return;
        (Skip, DisplayName) = (why, $"{method}: {why}");
    }
}
