using CaptionCluster.Acceptance.Tests.Support;
using Xunit.Abstractions;

namespace CaptionCluster.Acceptance.Tests.GoldenCaptions;

/// <summary>float32 says what the golden file says, word for word.</summary>
public sealed class Float32Tests(Float32Server server, ITestOutputHelper output) : IClassFixture<Float32Server>
{
    private const double Tolerance = 1e-3;
    private readonly Golden _golden = Golden.Of("float32");

    [SharedFact]
    public async Task Post_GoldenPhotosOneByOne_EveryCaptionIsGolden() => AssertGolden(await GoldenCheck.AloneAsync(server.Http, _golden));

    [SharedFact]
    public async Task Post_GoldenPhotosWhile64AreInFlight_EveryCaptionIsGolden()
    {
        AssertGolden(await GoldenCheck.InCompanyAsync(server.Http, _golden));

        var batches = await server.Server.Metrics.ReadAsync("caption_batch_size_count", "caption_stage=\"encoder\"");
        var entries = await server.Server.Metrics.ReadAsync("caption_batch_size_sum", "caption_stage=\"encoder\"");
        Assert.True(entries > 1.5 * batches, $"{entries} pictures in {batches} batches: they were not batched.");
    }

    [SharedFact]
    public async Task Post_200Photos_AtLeast198AreGoldenAndScoreAsWell()
    {
        var (equal, ciderD) = await GoldenCheck.CorpusAsync(server.Http, _golden);

        Assert.InRange(equal, 198, 200);
        Assert.Equal(100 * _golden.Flickr8k200.Metrics.CiderD, ciderD, 0.5);
    }

    [SharedFact]
    public async Task Post_200Photos_QualityIsTrueAsOftenAsItSays()
    {
        var reliability = await GoldenCheck.QualityAsync(server.Http, _golden);

        output.WriteLine(reliability.ToString());
        Assert.InRange(reliability.MeanAbsoluteError, 0, 0.10);
        Assert.InRange(reliability.Bins.Count, 4, 5); // a constant would be right on average too
    }

    /// <summary>A photo has content, and what is pasted is a phrase of at most so many characters.</summary>
    [SharedTheory]
    [InlineData("", 125)]
    [InlineData("?genderNeutral=true&maxLength=40", 40)]
    public async Task Post_200Photos_NoAltTextBreaksARule(string query, int longest)
    {
        var answers = await GoldenCheck.OfCorpusAsync(server.Http, _golden, query);

        Assert.Equal(200, answers.Count);
        Assert.All(answers, answer => Assert.False(answer.Decorative));
        Assert.All(answers, answer => Assert.InRange(answer.AltText.Length, 1, longest));
        Assert.All(answers, answer => Assert.Matches(@"^\p{Lu}.*[\w)]$", answer.AltText));
        Assert.All(
            answers,
            answer =>
                Assert.DoesNotMatch("(?i)^(an?|the)? ?(picture|image|photo|view|close[ -]?up) of|\\b(says|reads|saying) ", answer.AltText)
        );
        if (longest < 125)
        {
            Assert.All(
                answers,
                answer => Assert.DoesNotMatch(@"(?i)\b((wo)?m[ae]n|boys?|girls?|lad(y|ies)|s?he|his|hers?|him)\b", answer.AltText)
            );
        }
    }

    /// <summary>The bundled calibration.json, worked out anew.</summary>
    private static double QualityOf(GoldenRow row) =>
        1 / (1 + Math.Exp(-(0.2095 + (2.1654 * row.LogProbabilities.Average()) + (0.7795 * Math.Log(row.Adequacy / (1 - row.Adequacy))))));

    private static void AssertGolden(IReadOnlyList<(GoldenRow Row, Answer Answer)> answers) => Assert.All(answers, pair =>
    {
        Assert.Equal(pair.Row.Text, pair.Answer.Words);
        Assert.Equal(pair.Row.Adequacy, pair.Answer.Adequacy, Tolerance);
        Assert.Equal(QualityOf(pair.Row), pair.Answer.Quality!.Value, Tolerance);
        GoldenCheck.AssertLogProbabilities(pair.Row, pair.Answer, Tolerance);
    });
}
