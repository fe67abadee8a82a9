using System.Text.Json.Nodes;
using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;
using Xunit.Abstractions;

namespace CaptionCluster.Acceptance.Tests.Batches;

/// <summary>Ten thousand pictures in one request.</summary>
public sealed class LargeBatchTests(LargeBatchTests.BatchServer fixture, ITestOutputHelper output)
    : IClassFixture<LargeBatchTests.BatchServer>
{
    private const int Lines = 10_000;
    private const int Distinct = 100; // Most are known by then: this is of memory and order, and not of speed.
    private const int BrokenEvery = 100;
    private const long MostGrowth = 300L << 20;

    [Fact]
    public async Task Post_TenThousandLines_InBoundedMemoryEachAnsweredInPlace()
    {
        await fixture.Http.CaptionAsync(Photos.New());
        var lines = Enumerable.Range(0, Distinct).Select(_ => Line(Photos.New())).ToArray();
        var before = fixture.Server.Memory.Resident;
        fixture.Server.Memory.ForgetPeak();
        await using var connection = await BatchConnection.OpenAsync(fixture.Server.Address);

        var sent = 0;
        var sentAtFirstAnswer = 0;
        var sending = Task.Run(async () =>
        {
            for (; sent < Lines; sent++)
            {
                await connection.SendAsync(sent % BrokenEvery == 0 ? "{\"image\": {\"base64\": \"?\"}}\n" : lines[sent % Distinct]);
            }

            await connection.EndAsync();
        });
        var answers = new List<JsonNode>(Lines);
        while (await connection.ReadAsync() is { } answer)
        {
            if (answers.Count == 0) sentAtFirstAnswer = Volatile.Read(ref sent);
            answers.Add(answer);
        }

        await sending;
        output.WriteLine(
            $"{sentAtFirstAnswer} lines sent at the first answer; {(fixture.Server.Memory.Peak - before) >> 20} MiB more at the peak"
        );
        Assert.InRange(sentAtFirstAnswer, 0, Lines / 10);
        Assert.Equal(Enumerable.Range(0, Lines), answers.Select(answer => (int)answer["index"]!).Order());
        Assert.All(answers, answer => Assert.Equal((int)answer["index"]! % BrokenEvery == 0, answer["error"] is not null));
        Assert.InRange(fixture.Server.Memory.Peak - before, 0, MostGrowth);
    }

    private static string Line(byte[] picture) => $"{{\"image\":{{\"base64\":\"{Convert.ToBase64String(picture)}\"}}}}\n";

    public sealed class BatchServer() : RunningServer();
}
