<<<<<<< HEAD
=======
using System.Runtime.CompilerServices;
>>>>>>> house
using Xunit;

namespace CaptionCluster.Testing.Needs;

<<<<<<< HEAD
/// <summary>A test that starts programs of the system; skipped, saying which, where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(params string[] programs) => Skip = Programs.WhySkipped(programs);
=======
/// <summary>A test that starts a program of the system; where that is absent it is skipped, and its name in the list says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(string program, [CallerMemberName] string method = "")
    {
        if (Programs.WhySkipped(program) is not { } why) return;
        (Skip, DisplayName) = (why, $"{method}: {why}");
    }
>>>>>>> house
}
