namespace CaptionCluster.Architecture.Tests;

/// <summary>Dependencies point one way: the front and the silos to Hosting, down to Abstractions.</summary>
public sealed class ArrowTests
{
    /// <summary>Every arrow there may be and must be; those to and from rooms that are not built yet count once they are.</summary>
    private static readonly Dictionary<string, string[]> s_arrows = new(StringComparer.Ordinal)
    {
        ["Client"] = ["Hosting", "Imaging"],
        ["Silo"] = ["Hosting"],
        ["Hosting"] = ["Grains", "Storage.Sqlite", "Storage.MongoDB", "Storage.PostgreSQL", "Clustering.MongoDB", "Clustering.PostgreSQL"],
        ["Grains"] = ["Inference"],
        ["Inference"] = ["Abstractions"],
        ["Imaging"] = ["Abstractions"],
        ["Storage.Sqlite"] = ["Storage"],
        ["Storage.MongoDB"] = ["Storage", "MongoDB"],
        ["Storage.PostgreSQL"] = ["Storage", "PostgreSQL"],
        ["Storage"] = ["Abstractions"],
        ["Clustering.MongoDB"] = ["MongoDB"],
        ["Clustering.PostgreSQL"] = ["PostgreSQL"],
        ["MongoDB"] = ["Abstractions"],
        ["PostgreSQL"] = ["Abstractions"],
        ["Abstractions"] = [],
        ["Client.Http"] = [],
    };

    public static TheoryData<string> House => [.. SourceTree.House.Select(project => project.Name)];

    public static TheoryData<string> RunBySilos =>
        [.. SourceTree.House.Select(project => project.Name).Where(name => name is "Grains" or "Hosting" or "Silo")];

    [Fact]
    public void House_TheRoomsOfToday_AreFound() =>
        Assert.Superset(
            new HashSet<string> { "Client", "Hosting", "Grains", "Inference", "Imaging", "Storage.Sqlite", "Abstractions" },
            SourceTree.House.Select(project => project.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(House))]
    public void References_OfAProject_AreItsArrows(string name)
    {
        Assert.True(s_arrows.TryGetValue(name, out var allowed), $"{name} is no room of the house: name it and its arrows here.");
        var built = SourceTree.House.Select(project => project.Name).ToHashSet();

        Assert.Equal(allowed.Where(built.Contains).Order(), Project(name).References.Order());
    }

    [Theory]
    [MemberData(nameof(RunBySilos))]
    public void Closure_OfWhatASiloRuns_ParsesNoPictures(string name)
    {
        Assert.DoesNotContain(Project(name).Closure(), project => project.Name == "Imaging");
        Assert.DoesNotContain(Project(name).Closure().SelectMany(project => project.PackageNames), PackageKinds.IsImageCodec);
    }

    [Fact]
    public void Packages_OfImageCodecs_BelongToImagingAlone()
    {
        var holders = SourceTree.House.Where(project => project.PackageNames.Any(PackageKinds.IsImageCodec));

        Assert.Equal(["Imaging"], holders.Select(project => project.Name));
    }

    [Fact]
    public void Closure_OfInference_HasNoClusterServerAndNoHttp()
    {
        var closure = Project("Inference").Closure().ToList();

        Assert.DoesNotContain(closure.SelectMany(project => project.PackageNames), PackageKinds.IsClusterRuntime);
        Assert.DoesNotContain(closure.SelectMany(project => project.PackageNames), PackageKinds.IsHttp);
        Assert.DoesNotContain(closure, project => project.IsWeb || project.Frameworks.Contains("Microsoft.AspNetCore.App"));
    }

    [Fact]
    public void Packages_OfAbstractions_AreTheSdkOfOrleansAlone() =>
        Assert.Equal(["Microsoft.Orleans.Sdk"], Project("Abstractions").PackageNames);

    /// <summary>Whoever calls the service takes nothing of it along.</summary>
    [Fact]
    public void Packages_OfTheClientsPackage_AreNone()
    {
        Assert.Empty(Project("Client.Http").PackageNames);
        Assert.Empty(Project("Client.Http").Frameworks);
    }

    private static ProjectFile Project(string name) => SourceTree.House.Single(project => project.Name == name);
}
