using System.Text;
using System.Text.Json;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Jobs.Answers;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaptionCluster.Client.Tests.Answers;

public sealed class ItemWriterTests
{
    private readonly ItemWriter _writer = new(NullLogger<ItemWriter>.Instance);

    [Fact]
    public void Of_JobsItem_IsTheLineOfTheSameItem()
    {
        var outcome = Outcome("a dog runs");

        Assert.Equal(_writer.Line(ItemAnswer.Of(outcome, Styles.Usual)), (byte[])[.. _writer.Of(outcome, Styles.Usual).Json!, (byte)'\n']);
    }

    /// <summary>Written once, though it stands in a larger answer.</summary>
    [Fact]
    public void Serialize_ItemInALargerAnswer_IsAsItWasWritten()
    {
        var item = _writer.Of(Outcome("a dog runs"), Styles.Usual) with { Json = "{\"as\":\"written\"}"u8.ToArray() };

        var json = JsonSerializer.Serialize(new ItemEventAnswer(1, 2, item), JobJson.Default.ItemEventAnswer);

        Assert.Equal("""{"decided":1,"items":2,"item":{"as":"written"}}""", json);
    }

    [Fact]
    public void Of_WhatCanNotBeWritten_IsItsOwnError()
    {
        var item = _writer.Of(Outcome("a dog runs", (ImageFormat)99), Styles.Usual);

        Assert.Null(item.Result);
        Assert.Equal("/problems/internal-error", item.Error!.Type);
        Assert.Contains("internal-error", Encoding.UTF8.GetString(item.Json!), StringComparison.Ordinal);
    }

    private static JobOutcome Outcome(string text, ImageFormat format = ImageFormat.Jpeg) => new()
    {
        Index = 0,
        Digest = SampleCaptions.Digest(1),
        At = DateTimeOffset.UnixEpoch,
        Attempts = 1,
        Caption = new JobCaption(SampleCaptions.Key(), text, 0.5, null, null, new ImageInfo(4, 3, format), CaptionSource.Computed),
    };
}
