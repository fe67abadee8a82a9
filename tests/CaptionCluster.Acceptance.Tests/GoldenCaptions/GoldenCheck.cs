using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Metrics;

namespace CaptionCluster.Acceptance.Tests.GoldenCaptions;

/// <summary>Compares what a server says with a variant's golden file.</summary>
internal static class GoldenCheck
{
    public const int InFlight = 64;

    /// <summary>Twelve photos, one after the other.</summary>
    public static async Task<IReadOnlyList<(GoldenRow Row, Answer Answer)>> AloneAsync(HttpClient http, Golden golden)
    {
        var answers = new List<(GoldenRow, Answer)>();
        foreach (var row in golden.Rows)
        {
            var answer = await http.CaptionAsync(Golden.Photo(row.Photo), "?include=tokens");
            Assert.Equal(row.Sha256, answer.Image.Sha256);
            answers.Add((row, answer));
        }

        return answers;
    }

    /// <summary>The same photos at once, while others are in flight.</summary>
    public static async Task<IReadOnlyList<(GoldenRow Row, Answer Answer)>> InCompanyAsync(HttpClient http, Golden golden)
    {
        var others = golden.Flickr8k200.Captions.Keys.Take(InFlight).Select(name => Golden.Photo(GoldenCorpus.PhotoOf(name))).ToList();
        await using var load = await Load.StartAsync(http, others, InFlight);
        return await Task.WhenAll(golden.Rows.Select(async row =>
        {
            var answer = await http.CaptionAsync(NewPictures.Of(Golden.Photo(row.Photo)), "?include=tokens");
            Assert.Equal("computed", answer.Source);
            return (row, answer);
        }));
    }

    public static void AssertLogProbabilities(GoldenRow row, Answer answer, double tolerance)
    {
        Assert.Equal(row.LogProbabilities.Length, answer.Tokens!.Length);
        Assert.All(row.LogProbabilities.Zip(answer.Tokens), pair => Assert.Equal(pair.First, pair.Second.LogProbability, tolerance));
    }

    /// <returns>How many of the 200 captions are the golden ones, and CIDEr-D of all of them times 100.</returns>
    public static async Task<(int Equal, double CiderD)> CorpusAsync(HttpClient http, Golden golden, string query = "?include=tokens")
    {
        var (names, answers, references) = await AskAsync(http, golden, query);
        string[] captions = [.. answers.Select(answer => answer.Words)];
        return (names.Zip(captions).Count(pair => golden.Flickr8k200.Captions[pair.First].Text == pair.Second),
            100 * CaptionScores.CiderDEach(captions, references).Average());
    }

    /// <returns>Whether the quality of the 200 captions says as often as it is so that they are as good as a person's, in five
    /// bins.</returns>
    public static async Task<Reliability> QualityAsync(HttpClient http, Golden golden)
    {
        var (_, answers, references) = await AskAsync(http, golden, "?include=tokens");
        return Reliability.Of(
            [.. answers.Select(answer => answer.Quality!.Value)],
            PeoplesBar.Reached([.. answers.Select(answer => answer.Words)], references),
            bins: 5
        );
    }

    /// <returns>The answers of the 200, asked as they are.</returns>
    public static async Task<IReadOnlyList<Answer>> OfCorpusAsync(HttpClient http, Golden golden, string query)
    {
        var photos = golden.Flickr8k200.Captions.Keys.Select(name => Golden.Photo(GoldenCorpus.PhotoOf(name)));
        return await Task.WhenAll(photos.Select(photo => http.CaptionAsync(photo, query)));
    }

    private static async Task<(string[] Names, Answer[] Answers, string[][] References)> AskAsync(
        HttpClient http,
        Golden golden,
        string query
    )
    {
        var names = golden.Flickr8k200.Captions.Keys.ToArray();
        var answers = new Answer[names.Length];
        await Parallel.ForAsync(0, names.Length, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
            answers[i] = await http.CaptionAsync(NewPictures.Of(Golden.Photo(GoldenCorpus.PhotoOf(names[i]))), query));
        var references = Flickr8kReferences.Read();
        return (names, answers, [.. names.Select(name => references[name])]);
    }
}
