using System.Net;
using System.Net.Sockets;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Start;

/// <summary>A start that fails says why in one sentence and exits with 1.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("CaptionCluster:Models:Folder", "/no/such/folder", "There is no model folder /no/such/folder/default.")]
    [InlineData("CaptionCluster:Models:Variant", "fp99", "no variant 'fp99'")]
    [InlineData("CaptionCluster:Models:Device:Provider", "Cuda", "OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("CaptionCluster:Models:Encoder:MaxBatchSize", "0", "MaxBatchSize must be between 1 and 1024")]
    [InlineData("CaptionCluster:Models:Encoder:MaxBatchSize", "many", "'CaptionCluster:Models:Encoder:MaxBatchSize'")]
    [InlineData("CaptionCluster:Cluster:Provider", "carrier-pigeon", "CaptionCluster:Cluster:Provider is 'carrier-pigeon'; set it to")]
    [InlineData("urls", "http://0.0.0.0:0", "CaptionCluster:ApiKeys")]
    [InlineData("urls", "nonsense", "nonsense")]
    public async Task Start_WithWrongSetting_SaysWhatIsWrong(string key, string value, string said) =>
        await ExpectAsync(said, (key, value));

    [Fact]
    public async Task Start_AddressIsTaken_NamesIt()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await ExpectAsync($"127.0.0.1:{port}: address already in use. Stop what listens there", ("urls", $"http://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task Start_DataFolderCannotBeMade_NamesIt()
    {
        await File.WriteAllTextAsync(_folder.At("file"), "");

        await ExpectAsync(_folder.At("file"), ("CaptionCluster:DataFolder", _folder.At("file")));
    }

    [Fact]
    public async Task Start_StoreIsDamaged_SaysWhatToDo()
    {
        Directory.CreateDirectory(_folder.At("data"));
        await File.WriteAllTextAsync(_folder.At("data", "captions.db"), string.Concat(Enumerable.Repeat("This is no database. ", 500)));

        await ExpectAsync("is not a SQLite database. Move the file away");
    }

    private async Task ExpectAsync(string said, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] usual = [("urls", "http://127.0.0.1:0"), ("CaptionCluster:DataFolder", _folder.At("data"))];
        var given = settings.Select(setting => setting.Key).ToHashSet(StringComparer.Ordinal);
        await using var server = ServerProcess.Start(
            BuiltPrograms.Client,
            _folder.Path,
            [.. usual.Where(setting => !given.Contains(setting.Key)), .. settings]
        );

        Assert.Equal(1, await server.ExitAsync());
        var errors = await server.ErrorsAsync();
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("Exception", server.Output, StringComparison.Ordinal);
    }
}
