using CaptionCluster.Client.Intake;

namespace CaptionCluster.Client.Tests.Intake;

public sealed class DecodeLineTests
{
    private readonly DecodeLine _line = new();

    [Fact]
    public void Take_SeveralPriorities_PeopleFirst()
    {
        var job = Add(CaptionPriority.Job);
        var batch = Add(CaptionPriority.Batch);
        var person = Add(CaptionPriority.Interactive);

        Assert.Equal([person, batch, job], [_line.Take(), _line.Take(), _line.Take()]);
    }

    [Fact]
    public void Take_PeopleWithoutEnd_LetsAJobThroughNowAndThen()
    {
        var job = Add(CaptionPriority.Job);
        for (var i = 0; i < 20; i++) Add(CaptionPriority.Interactive);

        Assert.Contains(job, Enumerable.Range(0, 8).Select(_ => _line.Take()));
    }

    [Fact]
    public void Take_Closed_DrainsAndThenTellsEveryThread()
    {
        var left = Add(CaptionPriority.Job);
        _line.Close();

        Assert.Same(left, _line.Take());
        Assert.Null(_line.Take());
        Assert.Null(_line.Take());
        Assert.Equal(0, _line.Count);
    }

    private DecodeJob Add(CaptionPriority priority)
    {
        var job = new DecodeJob(default, new ImageProcessing(1, 1, ResampleFilter.Box), default, CancellationToken.None);
        _line.Add(job, priority);
        return job;
    }
}
