using System.Net;
using Orleans.Runtime;

namespace CaptionCluster.Grains.Tests;

public sealed class PowerOfTwoChoicesTests
{
    [Fact]
    public void Choose_NobodyHasTheModel_IsNull() => Assert.Null(Choose(Silo(1, 0, hasModel: false)));

    [Fact]
    public void Choose_OnlyOneHasTheModel_IsThatOne()
    {
        var busy = Silo(1, 9);

        Assert.Same(busy, Choose(Silo(2, 0, hasModel: false), busy, Silo(3, 0, hasModel: false)));
    }

    [Fact]
    public void Choose_TwoCandidates_IsTheLessBusy()
    {
        var (busy, idle) = (Silo(1, 0.4), Silo(2, 0.3));

        Assert.Same(idle, Choose(busy, idle));
        Assert.Same(idle, Choose(idle, busy));
    }

    [Fact]
    public void Choose_Tie_IsTheLocalOne()
    {
        var (local, remote) = (Silo(1, 0.5, isLocal: true), Silo(2, 0.5));

        Assert.Same(local, Choose(remote, local));
        Assert.Same(local, Choose(local, remote));
    }

    [Fact]
    public void Choose_ManyCandidates_NeverTheBusiestAndAllOthers()
    {
        InferenceSilo[] silos = [.. Enumerable.Range(1, 5).Select(port => Silo(port, port))];
        var random = new Random(7);

        var chosen = Enumerable.Range(0, 2000).Select(_ => PowerOfTwoChoices.Choose(silos, Samples.Model, random)!).ToArray();

        // Of the 10 pairs, silo n is the less busy one in 5 - n.
        for (var index = 0; index < silos.Length; index++)
        {
            Assert.InRange(chosen.Count(silo => silo == silos[index]) / 2000.0, Share(index) - 0.05, Share(index) + 0.05);
        }

        Assert.DoesNotContain(silos[4], chosen);

        static double Share(int index) => (4 - index) / 10.0;
    }

    private static InferenceSilo? Choose(params InferenceSilo[] silos) => PowerOfTwoChoices.Choose(silos, Samples.Model, new Random(7));

    private static FakeSilo Silo(int port, double queuedSeconds, bool hasModel = true, bool isLocal = false) =>
        new(port, queuedSeconds, hasModel, isLocal);

    private sealed class FakeSilo(int port, double queuedSeconds, bool hasModel, bool isLocal)
        : InferenceSilo(SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 1))
    {
        public override bool IsLocal => isLocal;

        public override double QueuedSeconds => queuedSeconds;

        public override bool Has(ModelId model) => hasModel;

        public override Task<Caption> CaptionAsync(InferenceRequest request, SpokenWords words, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
