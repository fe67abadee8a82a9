using CaptionCluster.Hosting;

namespace CaptionCluster.Client.Tests.Operations;

public sealed class FolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("captioncluster-folders-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void FindModels_BesideTheProgramsFolder_IsFoundFromBelow()
    {
        var models = Directory.CreateDirectory(Path.Combine(_root, "some-models")).FullName;
        var content = Directory.CreateDirectory(Path.Combine(_root, "client")).FullName;

        Assert.Equal(models, HostedFolders.FindModels("some-models", content));
    }

    [Fact]
    public void FindModels_InTheContentRoot_ComesFirst()
    {
        Directory.CreateDirectory(Path.Combine(_root, "some-models"));
        var near = Directory.CreateDirectory(Path.Combine(_root, "client", "some-models")).FullName;

        Assert.Equal(near, HostedFolders.FindModels("some-models", Path.Combine(_root, "client")));
    }

    [Fact]
    public void FindModels_Nowhere_NamesTheContentRoot() =>
        Assert.Equal(Path.Combine(_root, "no-such-models"), HostedFolders.FindModels("no-such-models", _root));
}
