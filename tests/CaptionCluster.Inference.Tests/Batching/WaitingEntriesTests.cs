using CaptionCluster.Inference.Batching;

namespace CaptionCluster.Inference.Tests.Batching;

public sealed class WaitingEntriesTests
{
    private readonly WaitingEntries _line = new();

    [Fact]
    public void TakeNext_OnePriority_IsInOrderOfArrival()
    {
        var entries = Add(CaptionPriority.Job, 3);

        Assert.Equal(entries, Take(3));
        Assert.Equal(0, _line.Count);
    }

    [Fact]
    public void TakeNext_AllWait_HigherGoFirstAndNoneStarves()
    {
        Add(CaptionPriority.Job, 42);
        Add(CaptionPriority.Batch, 42);
        Add(CaptionPriority.Interactive, 42);

        var turns = Take(42).CountBy(entry => entry.Urgency.Priority).ToDictionary();

        Assert.Equal((32, 8, 2), (turns[CaptionPriority.Interactive], turns[CaptionPriority.Batch], turns[CaptionPriority.Job]));
    }

    [Fact]
    public void TakeNext_InteractiveComesToAJob_GoesFirst()
    {
        Add(CaptionPriority.Job, 5);
        Take(2);
        var person = Add(CaptionPriority.Interactive, 1)[0];

        Assert.Same(person, _line.TakeNext());
    }

    [Fact]
    public void Remove_WhileWaiting_IsNeverTaken()
    {
        var entries = Add(CaptionPriority.Batch, 3);

        _line.Remove(entries[1]);
        _line.Remove(entries[1]);

        Assert.Equal([entries[0], entries[2]], Take(2));
    }

    private BatchEntry[] Add(CaptionPriority priority, int count)
    {
        var entries = Enumerable.Range(0, count).Select(_ => (BatchEntry)new TestEntry(0) { Urgency = new Urgency(priority) }).ToArray();
        foreach (var entry in entries) _line.Add(entry);
        return entries;
    }

    private BatchEntry[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => _line.TakeNext())];
}
