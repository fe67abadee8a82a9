using CaptionCluster.Hosting.Tests.Support;
using CaptionCluster.Inference;
using CaptionCluster.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting.Tests.Data;

public sealed class FolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;

    public FolderTests() => _root = _folder.Path;

    public void Dispose() => _folder.Dispose();

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

    [Theory]
    [InlineData("captions")]
    [InlineData("/var/lib/captions")]
    public void DataFolder_OfAHost_LiesInItsContentRootUnlessItIsAbsolute(string folder)
    {
        using var host = Build(("CaptionCluster:DataFolder", folder));

        Assert.Equal(Path.Combine(_root, folder), host.Services.GetRequiredService<IOptions<SqliteStoreOptions>>().Value.Folder);
    }

    [Fact]
    public void ModelFolder_OfAHost_IsFoundAboveItsContentRoot()
    {
        Directory.CreateDirectory(Path.Combine(_root, "some-models"));
        Directory.CreateDirectory(Path.Combine(_root, "client"));
        using var host = Build(("contentRoot", Path.Combine(_root, "client")), ("CaptionCluster:Models:Folder", "some-models"));

        Assert.Equal(Path.Combine(_root, "some-models"), host.Services.GetRequiredService<IOptions<InferenceOptions>>().Value.Folder);
    }

    private IHost Build(params (string Key, string Value)[] settings) => Hosts.Build([("contentRoot", _root), .. settings]);
}
