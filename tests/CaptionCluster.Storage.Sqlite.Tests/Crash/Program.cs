using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite.Tests.Crash;

/// <summary>
/// The child of <see cref="CrashTests"/>: puts captions for as long as it lives and says each number once it is acknowledged.
/// </summary>
internal static class Program
{
    public const int LineLength = 9;

    private const int Writers = 16;

    private static async Task Main(string[] arguments)
    {
        var (folder, first) = (arguments[0], int.Parse(arguments[1]));
        var options = Options.Create(new SqliteStoreOptions { Folder = folder });
        await using var store = new SqliteCaptionStore(options, TimeProvider.System, NullLogger<SqliteCaptionStore>.Instance);

        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));

        async Task WriteAsync()
        {
            while (true)
            {
                var number = Interlocked.Increment(ref next);
                await store.PutAsync(StoredCaptions.Make(number), CancellationToken.None);
                Console.WriteLine($"{number:D9}"); // Goes to the pipe in one write, no buffer behind it.
            }
        }
    }
}
