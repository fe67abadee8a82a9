using System.Net;
using System.Net.Http.Headers;
using CaptionCluster.Cluster.Tests.Load;
using CaptionCluster.Cluster.Tests.Processes;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Telemetry;

namespace CaptionCluster.Cluster.Tests;

/// <summary>Whatever is configured as a secret, right or misspelt, is in nothing that a front or a silo writes.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Secret = "s3cretW/rd";
    private const string Encoded = "s3cretW%2Frd";

    /// <summary>In any text that has all or half of one.</summary>
    private static readonly string[] s_pieces = ["s3cret", "W/rd", "W%2Frd"];

    private readonly string _data = Directory.CreateTempSubdirectory("captioncluster-test-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(
        "127.0.0.1:1,pasword=s3cretW/rd",
        "CaptionCluster:Cluster:ConnectionString can't be read: of its parts between commas the 2nd is no option"
    )]
    [InlineData("127.0.0.1:1,password=x,ssl=s3cretW/rd", "the 3rd is no option")]
    [InlineData("127.0.0.1:1,password=W/rd,s3cret", "use the URL, with %2C for it")]
    [InlineData("me:s3cretW%2Frd@127.0.0.1:1", "the 1st is neither a server nor an option")]
    [InlineData("redis://:s3cretW/rd@127.0.0.1:1", "have special characters that are not percent-encoded")]
    [InlineData("rediss://me:s3cretW%2Frd@127.0.0.1:1/zero", "no database's number")]
    [InlineData("redis://:s3cretW%2Frd@127.0.0.1:66666", "host and port")]
    [InlineData("redis://127.0.0.1:1?pasword=s3cretW%2Frd", "only db, user and password are known")]
    [InlineData("http://me:s3cretW%2Frd@127.0.0.1:1", "neither redis nor rediss")]
    public async Task Redis_TextThatCantBeRead_EndsBothWithASentence(string text, string said) =>
        await EndBothAsync(
            said,
            [
                "--CaptionCluster:Cluster:Provider",
                "redis",
                "--CaptionCluster:Cluster:ConnectionString",
                text,
                "--CaptionCluster:Cluster:OneMachine",
                "true",
            ]
        );

    [Theory]
    [InlineData("mongodb://me:s3cretW%2Frd@127.0.0.1:1/?replicaste=rs0&tls=W/rd", "ConnectionString is no MongoDB connection string")]
    [InlineData("mongodb://me:s3cretW/rd@127.0.0.1:1/?replicaSet=rs0", "ConnectionString is no MongoDB connection string")]
    [InlineData("mongodb://me:s3c@s3cretW@127.0.0.1:1/", "ConnectionString is no MongoDB connection string")]
    [InlineData("mongo://me:s3cretW%2Frd@127.0.0.1:1", "ConnectionString is no MongoDB connection string")]
    [InlineData(
        "mongodb://me:s3cretW%2Frd@127.0.0.1:1,127.0.0.1:2/?directConnection=true",
        "ConnectionString is no MongoDB connection string"
    )]
    public async Task MongoDB_TextThatCantBeUsed_EndsBothWithASentence(string text, string said) => await EndBothAsync(said, MongoDB(text));

    /// <remarks>A front waits: the name may come.</remarks>
    [Fact]
    public async Task MongoDB_NameThatIsNotThere_EndsTheSilo()
    {
        await using var silo = new SiloProcess([
            .. MongoDB("mongodb+srv://me:s3cretW%2Frd@nowhere.invalid/"),
            "--CaptionCluster:DataFolder",
            _data,
        ]);

        await silo.Process.ExitedAsync();

        Assert.Equal(1, silo.Process.ExitCode);
        Assert.Contains("MongoDB at nowhere.invalid", silo.Process.Everything, StringComparison.Ordinal);
        AssertNoSecret(silo.Process.Everything);
    }

    [Theory]
    [InlineData("postgresql://me:s3cretW/rd@127.0.0.1:1/captions")]
    [InlineData("postgresql://me:s3cretW%2Frd@127.0.0.1:1/captions?sslmod=W/rd")]
    [InlineData("postgresql://me:s3cretW%2Frd@127.0.0.1:one/captions")]
    [InlineData(" Host=127.0.0.1;Pasword=s3cretW/rd")]
    public async Task PostgreSQL_TextThatCantBeRead_EndsBothWithASentence(string text) =>
        await EndBothAsync("ConnectionString can't be read. It looks like", PostgreSQL(text));

    [NeedsFact(PostgreSQLServer.Program)]
    public async Task PostgreSQL_RefusesUs_EndsBothWithASentence()
    {
        using var server = new PostgreSQLServer();

        await EndBothAsync(
            "refuses to let us in",
            PostgreSQL(server.Url.Replace(PostgreSQLServer.Password, Encoded, StringComparison.Ordinal))
        );
    }

    /// <remarks>A front waits: it may come.</remarks>
    [Fact]
    public async Task PostgreSQL_IsAway_EndsTheSiloAndTheFrontWaits()
    {
        var text = $"postgresql://me:{Encoded}@127.0.0.1:1/captions";
        await using var silo = new SiloProcess([.. PostgreSQL(text), "--CaptionCluster:DataFolder", _data]);
        await using var front = new FrontProcess([.. PostgreSQL(text), "--CaptionCluster:DataFolder", _data]);

        await silo.Process.ExitedAsync();
        Assert.Equal(1, silo.Process.ExitCode);
        Assert.Contains("PostgreSQL at 127.0.0.1:1/captions can't be reached", silo.Process.Everything, StringComparison.Ordinal);
        AssertNoSecret(silo.Process.Everything);
        await Patience.UntilAsync(
            "it says that it waits",
            () => Task.FromResult(front.Process.Everything.Contains("waiting for it", StringComparison.Ordinal))
        );
        AssertNoSecret(front.Process.Everything);
    }

    [Theory]
    [InlineData("CaptionCluster__ApiKeys__0=s3cretW/rd", "a key must have at least 16 characters")]
    [InlineData("CaptionCluster__AdminKey=s3cretW/rd", "a key must have at least 16 characters")]
    [InlineData("CaptionCluster__Jobs__Webhooks__Secret=s3cretW/rd", "must have at least 16 characters")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS=Authorization Bearer s3cretW/rd", "OTEL_EXPORTER_OTLP_HEADERS can't be read")]
    public async Task Key_ThatWillNotDo_EndsTheFrontWithASentence(string variable, string said)
    {
        await using var front = new FrontProcess("--CaptionCluster:DataFolder", _data, variable);

        await EndsAsync(front, said);
    }

    [NeedsTheory(RedisProcess.Program)]
    [InlineData("password=s3cretW/rd", "WRONGPASS")]
    [InlineData("redis://:s3cretW%2Frd@<server>", "WRONGPASS")]
    [InlineData("redis://somebody:s3cretW%2Frd@<server>/2", "WRONGPASS")]
    [InlineData("", "NOAUTH")]
    public async Task Redis_RefusesUs_EndsBothWithASentence(string text, string said)
    {
        await using var redis = new RedisProcess("--requirepass", "another");
        text = text.Contains("<server>", StringComparison.Ordinal)
            ? text.Replace("<server>", redis.ConnectionString, StringComparison.Ordinal)
            : $"{redis.ConnectionString},{text}";

        await EndBothAsync(
            said,
            [
                "--CaptionCluster:Cluster:Provider",
                "redis",
                "--CaptionCluster:Cluster:ConnectionString",
                text,
                "--CaptionCluster:Cluster:OneMachine",
                "true",
            ]
        );
    }

    [Fact]
    public async Task MongoDB_RefusesUs_EndsBothWithASentence()
    {
        await using var mongo = new MongoProcess();
        var text = await mongo.ConnectionStringAsync();

        await EndBothAsync("refuses to let us in", MongoDB(text.Replace("://", $"://me:{Encoded}@", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Redis_IsAway_FrontWaitsAndSaysNoSecret()
    {
        await using var front = new FrontProcess([
            "--CaptionCluster:Cluster:Provider",
            "redis",
            "--CaptionCluster:Cluster:ConnectionString",
            $"redis://me:{Encoded}@127.0.0.1:1/3",
            "--CaptionCluster:Cluster:OneMachine",
            "true",
            "--CaptionCluster:DataFolder",
            _data,
            "--Logging:LogLevel:Default",
            "Trace",
        ]);

        await Patience.UntilAsync(
            "it says that it waits",
            () => Task.FromResult(front.Process.Everything.Contains("waiting for it", StringComparison.Ordinal))
        );
        await Patience.UntilAsync("it answers", async () => (await front.HealthAsync()).Status == HttpStatusCode.ServiceUnavailable);

        AssertNoSecret(front.Process.Everything);
    }

    /// <summary>
    /// At the most talkative level, with a password that a URL must encode, and everything else that is secret beside it.
    /// </summary>
    [NeedsFact(RedisProcess.Program)]
    public async Task Cluster_ThatWorks_WritesNoSecret()
    {
        await using var redis = new RedisProcess("--requirepass", Secret);
        using var collector = new OtlpReceiver();
        string[] settings =
        [
            "--CaptionCluster:Cluster:Provider",
            "redis",
            "--CaptionCluster:Cluster:ConnectionString",
            $"redis://:{Encoded}@{redis.ConnectionString}/1",
            "--CaptionCluster:Cluster:OneMachine",
            "true",
            "--CaptionCluster:DataFolder",
            _data,
            "--Logging:LogLevel:Default",
            "Trace",
            "--Logging:LogLevel:CaptionCluster",
            "Trace",
            "CaptionCluster__ApiKeys__0=s3cret-key-of-one",
            "CaptionCluster__AdminKey=s3cret-key-of-all",
            "CaptionCluster__Jobs__Webhooks__Secret=s3cret-of-webhooks",
            "CaptionCluster__Jobs__Webhooks__AllowPrivateAddresses=true",
            $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}",
            "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_EXPORTER_OTLP_HEADERS=x-token=s3cret-of-telemetry",
            "OTEL_LOGS_EXPORTER=none",
            "OTEL_METRIC_EXPORT_INTERVAL=200",
            "OTEL_SERVICE_NAEM=s3cret",
        ];
        await using var silo = new SiloProcess(settings);
        await using var front = new FrontProcess([.. settings, "OTEL_SERVICE_NAME=the-shop"]);
        await silo.ReadyAsync();
        await front.ReadyAsync();
        using var http = front.CreateClient();
        http.DefaultRequestHeaders.Add("X-Api-Key", "s3cret-key-of-one");
        http.DefaultRequestHeaders.Add("Webhook-Url", collector.Address + "/s3cret-hook");
        http.DefaultRequestHeaders.Add("Webhook-Secret", "s3cret-of-this-job");

        Assert.Equal(HttpStatusCode.OK, (await http.CaptionAsync(Photos.Unique(0))).Status);
        using var line = new StringContent(
            $"{{\"image\":{{\"base64\":\"{Convert.ToBase64String(Photos.Unique(1))}\"}}}}",
            new MediaTypeHeaderValue("application/x-ndjson")
        );
        using var job = await http.PostAsync("/v1/jobs", line);
        Assert.Equal(HttpStatusCode.Accepted, job.StatusCode);
        await collector.FirstAsync("/s3cret-hook");
        Assert.Equal("s3cret-of-telemetry", (await collector.FirstAsync("/v1/metrics")).Token);
        await Patience.UntilAsync(
            "both have sent",
            () =>
                Task.FromResult(
                    collector
                        .Requests.Where(sent => sent.Path == "/v1/metrics")
                        .Select(sent => sent.Attribute("service.name"))
                        .Distinct(StringComparer.Ordinal)
                        .Count() == 2
                )
        );
        front.Process.SignalTerm();
        silo.Process.SignalTerm();
        await front.Process.ExitedAsync();
        await silo.Process.ExitedAsync();

        Assert.Equal(
            ["captioncluster-silo", "the-shop"],
            collector
                .Requests.Select(sent => sent.Attribute("service.name"))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains("OTEL_SERVICE_NAEM has no effect", front.Process.Everything, StringComparison.Ordinal);
        AssertNoSecret(front.Process.Everything);
        AssertNoSecret(silo.Process.Everything);
    }

    private static string[] MongoDB(string text) =>
        [
            "--CaptionCluster:Cluster:Provider",
            "mongodb",
            "--CaptionCluster:Store:Provider",
            "mongodb",
            "--CaptionCluster:MongoDB:ConnectionString",
            text,
            "--CaptionCluster:MongoDB:OperationTimeout",
            "00:00:05",
        ];

    private static string[] PostgreSQL(string text) =>
        [
            "--CaptionCluster:Cluster:Provider",
            "postgresql",
            "--CaptionCluster:Store:Provider",
            "postgresql",
            "--CaptionCluster:PostgreSQL:ConnectionString",
            text,
        ];

    private async Task EndBothAsync(string said, string[] settings)
    {
        await using var silo = new SiloProcess([.. settings, "--CaptionCluster:DataFolder", _data]);
        await using var front = new FrontProcess([.. settings, "--CaptionCluster:DataFolder", _data]);

        await EndsAsync(silo, said);
        await EndsAsync(front, said);
    }

    private static async Task EndsAsync(WebProcess process, string said)
    {
        await process.Process.ExitedAsync();
        Assert.True(process.Process.ExitCode == 1, process.Process.Output);
        Assert.Contains(said, process.Process.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Process.Everything, StringComparison.Ordinal);
        AssertNoSecret(process.Process.Everything);
    }

    private static void AssertNoSecret(string text) =>
        Assert.DoesNotContain(
            text.Split('\n'),
            line => Array.Exists(s_pieces, piece => line.Contains(piece, StringComparison.OrdinalIgnoreCase))
        );
}
