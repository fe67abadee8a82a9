using System.Globalization;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace CaptionCluster.Client.Access.Keys;

/// <summary><c>keys add|list|revoke</c>: for whoever can read the configuration, with the service running or not.</summary>
internal static class KeysCommand
{
    public const string Usage = """
        keys add NAME [--scopes caption,jobs,admin,metrics] [--tenant NAME] [--expires 90d|2027-01-31] [--per-minute N] [--at-once N]
        keys list
        keys revoke ID
        Settings are those of the service: appsettings.json, the environment, or --CaptionCluster:DataFolder=… and the like.
        """;

    private const string Who = "the command line";

    public static bool IsAsked(string[] args) => args is ["keys", ..];

    /// <param name="output">Gets the key, or the list, and nothing else, for scripts.</param>
    /// <param name="remarks">Gets what people want to know besides.</param>
    /// <returns>0 when it is done, 1 when not, 2 for arguments that make no sense.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter remarks)
    {
        var settings = Array.FindAll(args, argument => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains(':'));
        var program = typeof(KeysCommand).Assembly;
        try
        {
            var builder = Host.CreateApplicationBuilder(
                new HostApplicationBuilderSettings { Args = settings, ContentRootPath = ProgramFolder.ContentRoot(program, settings) });
            builder.AddCaptionStores();
            builder.Services.AddSingleton<KeyDesk>();
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            await using var services = builder.Services.BuildServiceProvider();
            return await RunAsync([.. args.Except(settings, StringComparer.Ordinal)], services, output, remarks);
        }
        catch (Exception error) when (StartFailure.IsOurs(error, program))
        {
            return StartFailure.Tell(error);
        }
    }

    private static async Task<int> RunAsync(string[] words, IServiceProvider services, TextWriter output, TextWriter remarks)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        switch (words)
        {
            case ["keys", "add", var name, .. var rest] when KeysArguments.Draft(name, rest, now) is { } draft:
                var (text, key) = await services.GetRequiredService<KeyDesk>().MakeAsync(draft, Who, CancellationToken.None);
                await output.WriteLineAsync(text);
                await remarks.WriteLineAsync($"Shown this once; it is listed as {key.Id}.");
                return 0;
            case ["keys", "list"]:
                var table = await services.GetRequiredService<IKeyStore>().ReadAsync(CancellationToken.None);
                foreach (var known in table.Keys) await output.WriteLineAsync(Line(new KnownKey(known, known.Tenant, false), now));
                return 0;
            case ["keys", "revoke", var id]:
                await services.GetRequiredService<KeyDesk>().RevokeAsync(id, Who, CancellationToken.None);
                await remarks.WriteLineAsync($"{id} is revoked.");
                return 0;
            default:
                await remarks.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static string Line(KnownKey known, DateTimeOffset now)
    {
        var key = KeyAnswer.Of(known, now);
        var expiry = key.ExpiresAt is { } end ? end.ToString("u", CultureInfo.InvariantCulture) : "never";
        return $"{key.Id}  {key.State,-8} {string.Join(',', key.Scopes),-20} tenant {key.Tenant}, expires {expiry}  {key.Name}";
    }
}
