using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Intake;

public sealed class QuietMemoryTests
{
    private const long MiB = 1 << 20;

    private readonly QuietMemory _memory = new(
        new BufferBudget(Options.Create(new IntakeOptions()), TimeProvider.System),
        TimeProvider.System
    );

    [Fact]
    public void Look_AfterMuchWork_GivesBackOnceItIsQuiet()
    {
        Assert.False(_memory.Look(allocated: 500 * MiB, taken: 0));
        Assert.False(_memory.Look(allocated: 600 * MiB, taken: 100 * MiB));

        Assert.True(_memory.Look(allocated: 601 * MiB, taken: 100 * MiB));

        Assert.False(_memory.Look(allocated: 602 * MiB, taken: 100 * MiB));
        Assert.False(_memory.Look(allocated: 603 * MiB, taken: 100 * MiB));
    }

    [Fact]
    public void Look_LittleWasDone_LeavesItAlone()
    {
        Assert.False(_memory.Look(allocated: 30 * MiB, taken: 0));
        Assert.False(_memory.Look(allocated: 31 * MiB, taken: 0));
    }
}
