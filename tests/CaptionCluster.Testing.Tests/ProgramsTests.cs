using CaptionCluster.Testing.Needs;

namespace CaptionCluster.Testing.Tests;

public sealed class ProgramsTests
{
    [Fact]
    public void Find_OnThePath_SaysWhere() => Assert.True(File.Exists(Programs.Find("sh")));

    [Fact]
    public void Find_Absent_Null() => Assert.Null(Programs.Find("no-such-program"));

    [Fact]
    public void NeedsFact_Absent_IsSkippedAndNamesItAndTheCommand_ExceptWhereNothingMayBe()
    {
        const string Why = "needs no-such-program: scripts/test installs what the tests need and runs them all";
        var (why, name) = Programs.NeverSkipped ? (null, null) : (Why, "Serves_Well_Fast: " + Why);

        var fact = new NeedsFactAttribute("no-such-program", "Serves_Well_Fast");

        Assert.Equal((why, name), (fact.Skip, fact.DisplayName));
    }

    [Fact]
    public void NeedsTheory_Present_Runs() => Assert.Null(new NeedsTheoryAttribute("sh").Skip);
}
