namespace CaptionCluster.Grains.Tests;

public sealed class ForgottenListTests
{
    private readonly ForgottenList _list = new(capacity: 3);

    [Fact]
    public void Since_FirstTime_IsNotWhole() => Assert.False(_list.Since(default).IsWhole);

    [Fact]
    public void Since_NothingNew_IsEmptyAndWhole()
    {
        _list.Add(Samples.NewDigest());

        var news = _list.Since(_list.Since(default).Mark);

        Assert.True(news.IsWhole);
        Assert.Empty(news.Digests);
    }

    [Fact]
    public void Since_SomeNew_ListsThoseInOrder()
    {
        var (before, one, two) = (Samples.NewDigest(), Samples.NewDigest(), Samples.NewDigest());
        _list.Add(before);
        var mark = _list.Since(default).Mark;
        _list.Add(one);
        _list.Add(two);

        var news = _list.Since(mark);

        Assert.Equal([one, two], news.Digests);
        Assert.Empty(_list.Since(news.Mark).Digests);
    }

    [Fact]
    public void Since_MoreNewThanRemembered_IsNotWhole()
    {
        var mark = _list.Since(default).Mark;
        for (var i = 0; i < 4; i++) _list.Add(Samples.NewDigest());

        Assert.False(_list.Since(mark).IsWhole);
    }

    [Fact]
    public void Since_MarkOfAnotherList_IsNotWhole()
    {
        _list.Add(Samples.NewDigest());

        Assert.False(_list.Since(new ForgottenList().Since(default).Mark).IsWhole);
    }
}
