using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Start;

/// <summary>Scripts read what the command line says of keys.</summary>
public sealed class KeysOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_StandardOutput_HasTheKeyAndTheListAlone()
    {
        await using var add = await RunAsync("add", "ci");
        await using var list = await RunAsync("list");

        Assert.Matches("^cck_[A-Za-z0-9_-]{49}$", add.StandardOutput);
        Assert.Matches("Key [0-9a-f]{16} 'ci' .* was made by the command line", add.StandardError);
        Assert.DoesNotContain(add.StandardOutput, add.StandardError, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{16}  live .*  ci$", list.StandardOutput);
    }

    private async Task<ChildProcess> RunAsync(params string[] words)
    {
        var process = new ChildProcess(
            _folder.Path,
            BuiltPrograms.Host,
            [BuiltPrograms.Client, "keys", .. words, "--CaptionCluster:DataFolder=" + _folder.At("data")]);
        await process.ExitedAsync();
        Assert.True(process.ExitCode == 0, process.Everything);
        return process;
    }
}
