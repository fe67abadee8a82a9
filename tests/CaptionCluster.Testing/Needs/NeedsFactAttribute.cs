using System.Runtime.CompilerServices;
using Xunit;

namespace CaptionCluster.Testing.Needs;

/// <summary>A test that starts a program of the system; where that is absent it is skipped, and its name in the list says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(string program, [CallerMemberName] string method = "")
    {
        if (Programs.WhySkipped(program) is not { } why) return;
        (Skip, DisplayName) = (why, $"{method}: {why}");
    }
}
