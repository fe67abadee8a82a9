using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Captions;

/// <summary>One bad picture among good ones, in any way that it can be bad: the good ones are answered.</summary>
public sealed class NeighbourTests : ServerTests
{
    /// <summary>A format that this front has no name for, as a newer silo may know one.</summary>
    [Fact]
    public async Task Post_ResultThatCanNotBeWritten_IsAnErrorOfItsOwn()
    {
        var said = 0;
        Server.Model.Twist = (_, caption) =>
            Interlocked.Increment(ref said) == 2 ? caption with { Image = caption.Image with { Format = (ImageFormat)99 } } : caption;
        string[] pictures = [JobCalls.Line(Pictures.New()), JobCalls.Line(Pictures.New()), JobCalls.Line(Pictures.New())];

        var lines = await LinesAsync(Http.PostLinesAsync("/v1/captions/batch", pictures));
        var job = await Http.PostLinesAsync("/v1/jobs", pictures).AcceptedAsync(); // The same captions, from the store.
        var ended = await Http.EndAsync(job);
        var events = await Http.FollowAsync(job).ToListAsync();
        var written = (await Http.GetStringAsync((string)job["links"]!["results"]!))
            .TrimEnd('\n')
            .Split('\n')
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        var csv = (await Http.GetStringAsync((string)job["links"]!["results"]! + "?format=csv")).TrimEnd().Split("\r\n");

        ExpectOneError(lines);
        ExpectOneError([.. ended["results"]!.AsArray().Select(result => result!)]);
        ExpectOneError(written);
        ExpectOneError([.. events.SkipLast(1).Select(entry => entry.Data["item"]!)]);
        Assert.Equal(("end", "completed"), (events[^1].Name, (string?)events[^1].Data["state"]));
        Assert.Equal(4, csv.Length);
    }

    /// <summary>What is cut to size is cut between characters: half of one can't be written.</summary>
    [Fact]
    public async Task Post_LongNames_CostNobodyAnything()
    {
        var form = new MultipartFormDataContent();
        string[] names =
        [
            "a.jpg",
            new string('x', 255) + "🐕.jpg",
            string.Concat(Enumerable.Repeat("🐕", 200)),
            "é" + string.Concat(Enumerable.Repeat("🐕", 200)),
        ];
        foreach (var name in names)
        {
            var file = new ByteArrayContent(Pictures.New());
            file.Headers.TryAddWithoutValidation(
                "Content-Disposition",
                $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}"
            );
            form.Add(file);
        }

        var bytes = await form.ReadAsByteArrayAsync();
        var lines = await LinesAsync(Http.PostAsync("/v1/captions/batch", Again()));
        var job = await Http.EndAsync(await Http.PostAsync("/v1/jobs", Again()).AcceptedAsync());

        Assert.All(lines, line => Assert.NotNull(line["result"]));
        Assert.Equal(names.Length, (int?)job["counts"]!["done"]);
        Assert.Equal(new string('x', 255), (string?)lines.Single(line => (int)line["index"]! == 1)["id"]);

        ByteArrayContent Again()
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = form.Headers.ContentType;
            return content;
        }
    }

    [Fact]
    public async Task Post_PartWithoutName_IsAnErrorOfItsOwn()
    {
        string[] heads =
        [
            "Content-Disposition: form-data; name=\"file\"",
            "Content-Type: image/jpeg",
            "Content-Disposition: ;;;",
            "Content-Disposition: form-data; name=\"file\"",
        ];
        var form = new MemoryStream();
        foreach (var head in heads)
        {
            form.Write(Encoding.ASCII.GetBytes($"--x\r\n{head}\r\n\r\n"));
            form.Write(Pictures.New());
            form.Write("\r\n"u8);
        }

        form.Write("--x--\r\n"u8);
        var content = new ByteArrayContent(form.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        var lines = await LinesAsync(Http.PostAsync("/v1/captions/batch", content));

        Assert.Equal(
            [null, "/problems/malformed-form", "/problems/malformed-form", null],
            lines.OrderBy(line => (int)line["index"]!).Select(line => (string?)line["error"]?["type"])
        );
    }

    [Fact]
    public async Task Post_LineThatFindsNoRoom_IsAnErrorOfItsOwn()
    {
        await using var server = await CaptionServer.StartAsync(
            ("CaptionCluster:Intake:MaxBufferedBytes", $"{1 << 20}"), ("CaptionCluster:Intake:MaxRoomWait", "00:00:00.1"));
        using var http = server.CreateHttpClient();
        byte[] large = [.. Pictures.New(), .. new byte[2 << 20]];

        var lines = await LinesAsync(
            http.PostLinesAsync("/v1/captions/batch", JobCalls.Line(Pictures.New()), JobCalls.Line(large), JobCalls.Line(Pictures.New()))
        );
        var files = await LinesAsync(http.PostFilesAsync("/v1/captions/batch", Pictures.New(), large, Pictures.New()));

        foreach (var each in (List<JsonNode>[])[lines, files])
        {
            Assert.Equal([0, 2], each.Where(line => line["result"] is not null).Select(line => (int)line["index"]!).Order());
            Assert.Equal("/problems/overloaded", (string?)each.Single(line => line["error"] is not null)["error"]!["type"]);
        }
    }

    private static void ExpectOneError(IReadOnlyList<JsonNode> items)
    {
        Assert.Equal(3, items.Count);
        Assert.Equal("/problems/internal-error", (string?)items.Single(item => item["error"] is not null)["error"]!["type"]);
        Assert.Equal(2, items.Count(item => (string?)item["result"]?["caption"] == "A dog runs."));
    }

    private static async Task<List<JsonNode>> LinesAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal("no-cache, no-transform", response.Headers.NonValidated["Cache-Control"].ToString());
        return [.. text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!)];
    }
}
