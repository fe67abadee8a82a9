using System.Text.Json;
using CaptionCluster.Testing.Metrics;

namespace CaptionCluster.Testing.Tests;

/// <summary>The scorer against the COCO caption evaluation itself, and against the scores the golden files state.</summary>
public sealed class PublishedScoresTests
{
    [SharedFact]
    public void Of_CocoFixture_EqualsTheCocoScorer()
    {
        using var file = Read(Fixtures.Shared, "fixtures", "metrics", "coco.json");
        var rows = file.RootElement.GetProperty("rows").EnumerateArray().ToList();
        var hypotheses = rows.ConvertAll(row => row.GetProperty("hypothesis").GetString()!);
        var references = rows.ConvertAll(row => Strings(row.GetProperty("references")));

        AssertScores(file.RootElement.GetProperty("corpus"), "cider", CaptionScores.Of(hypotheses, references), 1e-9);
        AssertEach("cider", CaptionScores.CiderDEach(hypotheses, references));
        AssertEach("rougeL", CaptionScores.RougeLEach(hypotheses, references));
        AssertEach("bleu4", [.. hypotheses.Zip(references, (hypothesis, sentences) => CaptionScores.BleuOf([hypothesis], [sentences])[3])]);

        void AssertEach(string metric, IReadOnlyList<double> scores)
        {
            foreach (var (row, score) in rows.Zip(scores)) Assert.Equal(row.GetProperty(metric).GetDouble(), score, 1e-9);
        }
    }

    [SharedTheory]
    [InlineData("golden.json")]
    [InlineData("golden_int8.json")]
    public void Of_GoldenCaptions_EqualsTheGoldenScores(string golden)
    {
        using var file = Read(Fixtures.Shared, "models", "default", golden);
        using var photos = Read(Fixtures.Shared, "photos", "flickr8k", "captions.json");
        var set = file.RootElement.GetProperty("flickr8k200");
        var captions = set.GetProperty("captions").EnumerateObject().ToList();
        Assert.Equal(200, captions.Count);

        var scores = CaptionScores.Of(
            captions.ConvertAll(caption => caption.Value.GetProperty("text").GetString()!),
            captions.ConvertAll(caption => Strings(photos.RootElement.GetProperty(caption.Name))));

        AssertScores(set.GetProperty("metrics"), "ciderD", scores, 1e-5);
    }

    private static void AssertScores(JsonElement expected, string cider, CaptionScores scores, double tolerance)
    {
        foreach (var (bleu, score) in expected.GetProperty("bleu").EnumerateArray().Zip(scores.Bleu))
        {
            Assert.Equal(bleu.GetDouble(), score, tolerance);
        }

        Assert.Equal(expected.GetProperty(cider).GetDouble(), scores.CiderD, tolerance);
        Assert.Equal(expected.GetProperty("rougeL").GetDouble(), scores.RougeL, tolerance);
    }

    private static JsonDocument Read(params string[] path) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(path)));

    private static IReadOnlyList<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(element => element.GetString()!)];
}
