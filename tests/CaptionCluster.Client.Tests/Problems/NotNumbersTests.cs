using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.Problems;

/// <summary>A model that gives no numbers for one picture fails that picture, in every endpoint, and no other.</summary>
public sealed class NotNumbersTests() : ServerTests(("CaptionCluster:Jobs:MaxAttempts", "1"))
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Server.Model.Twist = (number, caption) => number % 5 == 2 ? NoNumber(caption) : caption;
    }

    [Fact]
    public async Task Post_Caption_IsTheModelsFaultAndNotKept()
    {
        await Http.CaptionAsync(Pictures.New()).AnswerAsync();
        var picture = Pictures.New();

        await Http.CaptionAsync(picture).ProblemAsync(500, "inference-failed");

        await Http.GetAsync($"/v1/captions/{ImageDigest.Compute(picture)}").ProblemAsync(404, "never-seen");
        Assert.Equal("computed", (string?)(await Http.CaptionAsync(picture).AnswerAsync())["source"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?include=tokens,attention,timing,alternatives")]
    public async Task Post_Batch_EveryOtherPictureIsAnswered(string query)
    {
        using var response = await Http.PostFilesAsync(
            "/v1/captions/batch" + query,
            [.. Enumerable.Range(0, 15).Select(_ => Pictures.New())]
        );

        var lines = (await response.Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.Equal(Enumerable.Range(0, 15), lines.Select(line => (int)line["index"]!).Order());
        Assert.Equal(12, lines.Count(line => line["result"] is not null));
        Assert.Equal(3, lines.Count(line => (string?)line["error"]?["type"] == "/problems/inference-failed"));
    }

    [Fact]
    public async Task Post_Job_EndsWithEveryOtherPictureDone()
    {
        var job = await Http.PostFilesAsync("/v1/jobs", [.. Enumerable.Range(0, 15).Select(_ => Pictures.New())]).AcceptedAsync();

        var ended = await Http.EndAsync(job);

        Assert.Equal(("completed", 12, 3), ((string)ended["state"]!, (int)ended["counts"]!["done"]!, (int)ended["counts"]!["dead"]!));
        var lines = (await Http.GetStringAsync((string)job["links"]!["results"]!)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Count(line => line.Contains("/problems/inference-failed", StringComparison.Ordinal)));
    }

    /// <summary>As an earlier version left it: the outcome is decided, and told as what it is.</summary>
    [Fact]
    public async Task Get_JobWithAnOutcomeOfAnEarlierVersion_IsAnsweredToItsEnd()
    {
        await using var server = await CaptionServer.StartAsync(("CaptionCluster:Jobs:Work", "false"));
        using var http = server.CreateHttpClient();
        var store = server.Services.GetRequiredService<IJobStore>();
        var job = await http.PostFilesAsync("/v1/jobs", Pictures.New(), Pictures.New()).AcceptedAsync();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var lease in await store.LeaseAsync(new LeaseRequest("", 2, now, now.AddMinutes(1)), default))
        {
            var confidence = lease.Index == 0 ? double.NaN : 0.5;
            await store.FinishAsync(
                lease,
                Done(
                    lease,
                    new JobCaption(
                        lease.Order.Key,
                        "a dog",
                        confidence,
                        null,
                        null,
                        new ImageInfo(2, 2, ImageFormat.Png),
                        CaptionSource.Computed
                    )
                ),
                default
            );
        }

        var ended = await http.EndAsync(job);

        Assert.Equal(("completed", 2), ((string)ended["state"]!, ended["results"]!.AsArray().Count));
        Assert.Equal("/problems/inference-failed", (string?)ended["results"]![0]!["error"]!["type"]);
        Assert.Equal("A dog.", (string?)ended["results"]![1]!["result"]!["caption"]);
        Assert.DoesNotContain(
            "NaN",
            await http.GetStringAsync((string)job["links"]!["results"]! + "?format=csv"),
            StringComparison.Ordinal
        );
    }

    /// <summary>The last net: no answer, nor those beside it, may be lost to one value.</summary>
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Serialize_AnyDouble_IsJson(double value)
    {
        var caption = SampleCaptions.Sample() with
        {
            Score = value,
            Adequacy = value,
            Quality = value,
            Alternatives = [new CaptionAlternative("a cat", value, value)],
            Timing = new InferenceTiming(value, value, value, 1, 1),
            Tokens = [new CaptionToken(4, "a", value, [(float)value, 0.5f])],
        };
        var known = new KnownCaption(SampleCaptions.Digest(1), SampleCaptions.Key(), caption);
        var all = Include.Tokens | Include.Attention | Include.Timing | Include.Alternatives;
        var answer = CaptionAnswer.Of(
            new CaptionOutcome(known, CaptionSource.Hit, Stored: true),
            all,
            Styles.Usual,
            new RequestTiming(null, TimeSpan.Zero)
        );

        var json = JsonNode.Parse(JsonSerializer.Serialize(answer, AnswerJson.Default.CaptionAnswer))!;
        var line = JsonNode.Parse(JsonSerializer.Serialize(new ItemAnswer(0, null, null, answer, null), ItemJson.Default.ItemAnswer))!;

        Assert.Equal("A dog runs.", (string?)json["caption"]);
        Assert.Null(json["tokens"]![0]!["logProbability"]);
        Assert.Equal(0.5, (double?)json["tokens"]![0]!["attention"]![1]);
        Assert.NotNull(line["result"]);
        Assert.NotNull(answer.Timing);
    }

    private static JobOutcome Done(JobLease lease, JobCaption caption) =>
        new()
        {
            Index = lease.Index,
            Digest = lease.Digest,
            At = DateTimeOffset.UnixEpoch.AddDays(20_000),
            Attempts = 1,
            Caption = caption,
        };

    private static Caption NoNumber(Caption caption) =>
        caption with { Tokens = [.. caption.Tokens.Select(token => token with { LogProbability = double.NaN })] };
}
