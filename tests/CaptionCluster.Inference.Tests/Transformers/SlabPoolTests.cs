using CaptionCluster.Inference.Families.Transformers;

namespace CaptionCluster.Inference.Tests.Transformers;

public sealed class SlabPoolTests
{
    [Fact]
    public void TryRent_BeyondTheBudget_WaitsForAReturn()
    {
        using var pool = new SlabPool(1000);
        var first = pool.TryRent(700)!;

        Assert.Null(pool.TryRent(400));
        pool.Return(first);

        Assert.NotNull(pool.TryRent(400));
        Assert.InRange(pool.Allocated, 400, 1000);
    }

    [Fact]
    public void TryRent_AfterAReturn_ReusesTheMemory()
    {
        using var pool = new SlabPool(1000);
        var first = pool.TryRent(500)!;
        pool.Return(first);

        Assert.Same(first, pool.TryRent(300));
        Assert.Equal((500, 500), (pool.InUse, pool.Allocated));
    }

    [Fact]
    public void TryRent_KeptMemoryInTheWay_IsFreedFirst()
    {
        using var pool = new SlabPool(1000);
        pool.Return(pool.TryRent(200)!);
        pool.Return(pool.TryRent(700)!);

        Assert.NotNull(pool.TryRent(1000));
        Assert.Equal(1000, pool.Allocated);
    }

    [Fact]
    public void Dispose_SlabStillOut_IsFreedOnReturn()
    {
        var pool = new SlabPool(1000);
        var slab = pool.TryRent(500)!;

        pool.Dispose();
        pool.Return(slab);

        Assert.Equal(0, pool.Allocated);
    }
}
