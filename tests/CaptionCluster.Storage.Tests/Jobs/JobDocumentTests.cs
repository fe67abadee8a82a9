using System.Text.Json;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Testing.Storage;

namespace CaptionCluster.Storage.Tests.Jobs;

/// <summary>A shape that changes by accident would make every stored job unreadable.</summary>
public sealed class JobDocumentTests
{
    private const string Key = """{"model":{"name":"default","revision":"ab12","variant":"int8"},"numBeams":3,"somethingNew":7}""";

    private static readonly CaptionKey s_key = new(new ModelId("default", "ab12", "int8"), new DecodingOptions { NumBeams = 3 });

    [Fact]
    public void ToOrder_DocumentOfVersionOne_IsRead()
    {
        var document = Read<OrderDocument>($$$"""
            {"key":{{{Key}}},"webhookUrl":"https://example.org/hook?a=b","webhookSecret":"quiet","traceParent":"00-0a-0b-01","somethingNew":[]}
            """);

        var order = document.ToOrder(new JobId(Guid.Empty), "ann", DateTimeOffset.UnixEpoch);

        var expected = new JobOrder
        {
            Id = new JobId(Guid.Empty),
            Tenant = "ann",
            Key = s_key,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Webhook = new JobWebhook(new Uri("https://example.org/hook?a=b"), "quiet"),
            TraceParent = "00-0a-0b-01",
        };
        Whole.Equal(expected, order);
    }

    [Fact]
    public void ToEvent_OutcomesOfVersionOne_AreRead()
    {
        var digest = StoredCaptions.Digest(1);
        var done = Read<LogDocument>($$$"""
            {"index":7,"name":"a.jpg","digest":"{{{digest}}}","attempts":2,"caption":{"key":{{{Key}}},"text":"a dog","confidence":0.5,"adequacy":0.25,
             "image":{"width":3,"height":2,"format":"Png"},"source":"Coalesced","somethingNew":1},"somethingNew":1}
            """
        );
        var dead = Read<LogDocument>(
            $$$"""{"index":8,"digest":"{{{digest}}}","attempts":1,"fault":{"code":"broken-image","message":"It is cut off."}}"""
        );

        var at = DateTimeOffset.UnixEpoch;
        var caption = new JobCaption(s_key, "a dog", 0.5, 0.25, null, new ImageInfo(3, 2, ImageFormat.Png), CaptionSource.Coalesced);
        var expected = new JobOutcome { Index = 7, Name = "a.jpg", Digest = digest, At = at, Attempts = 2, Caption = caption };
        Whole.Equal(new JobEvent(1, at, expected, null), done.ToEvent(1, at));
        var fault = new JobOutcome
        {
            Index = 8,
            Digest = digest,
            At = at,
            Attempts = 1,
            Fault = new JobFault("broken-image", "It is cut off."),
        };
        Whole.Equal(new JobEvent(2, at, fault, null), dead.ToEvent(2, at));
    }

    [Fact]
    public void ToEvent_EndOfVersionOne_IsRead() =>
        Assert.Equal(
            new JobEvent(3, DateTimeOffset.UnixEpoch, null, JobState.Cancelled),
            Read<LogDocument>("""{"ended":"Cancelled"}""").ToEvent(3, DateTimeOffset.UnixEpoch)
        );

    private static T Read<T>(string json) => (T)JsonSerializer.Deserialize(json, typeof(T), StoreJson.Default)!;
}
