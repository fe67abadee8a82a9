using System.Diagnostics;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Sqlite.Tests.Crash;

/// <summary>A real process is killed while it writes; whatever it had acknowledged must be there.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_WhileWriting_LosesNothingAcknowledged()
    {
        var acknowledged = new HashSet<int>();
        foreach (var (round, atLeast) in new[] { 1, 7, 60, 333, 1000 }.Index())
        {
            acknowledged.UnionWith(await WriteUntilKilledAsync(first: round * 1_000_000, atLeast));

            using (var connection = _folder.Connect())
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA integrity_check";
                Assert.Equal("ok", command.ExecuteScalar());
            }

            await using var store = _folder.Open();
            foreach (var number in acknowledged)
            {
                var kept = Assert.Single(await store.GetAllAsync(StoredCaptions.Digest(number), CancellationToken.None));
                Whole.Equal(StoredCaptions.Make(number), kept);
            }
        }
    }

    /// <summary>Kills the child as soon as it has acknowledged <paramref name="atLeast"/> captions; returns all that it had.</summary>
    private async Task<List<int>> WriteUntilKilledAsync(int first, int atLeast)
    {
        using var child = Process.Start(new ProcessStartInfo(DotnetHost, [typeof(Program).Assembly.Location, _folder.Path, $"{first}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = child.StandardError.ReadToEndAsync();
            var numbers = new List<int>();
            while (await child.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Length == Program.LineLength) numbers.Add(int.Parse(line)); // The last line may be half there.
                if (numbers.Count == atLeast) child.Kill();
            }

            await child.WaitForExitAsync();
            Assert.True(numbers.Count >= atLeast, $"The child ended by itself: {await errors}");
            return numbers;
        }
        finally
        {
            if (!child.HasExited) child.Kill();
        }
    }

    private static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
