<<<<<<< HEAD
=======
using System.Runtime.CompilerServices;
>>>>>>> house
using Xunit;

namespace CaptionCluster.Testing.Needs;

<<<<<<< HEAD
/// <summary>A theory that starts programs of the system; skipped, saying which, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(params string[] programs) => Skip = Programs.WhySkipped(programs);
=======
/// <summary>A theory that starts a program of the system; where that is absent it is skipped, and its name in the list says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(string program, [CallerMemberName] string method = "")
    {
        if (Programs.WhySkipped(program) is not { } why) return;
        (Skip, DisplayName) = (why, $"{method}: {why}");
    }
>>>>>>> house
}
