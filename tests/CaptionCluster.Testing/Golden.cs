using System.Text.Json;

namespace CaptionCluster.Testing;

/// <summary>The golden captions of the bundled model in one variant.</summary>
/// <param name="Rows">Twelve photos, in full.</param>
/// <param name="Flickr8k200">Two hundred photos, in short.</param>
public sealed record Golden(IReadOnlyList<GoldenRow> Rows, GoldenCorpus Flickr8k200)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static Golden Of(string variant) => JsonSerializer.Deserialize<Golden>(
        File.ReadAllText(Fixtures.Local(variant == "int8" ? "golden_int8.json" : "golden.json")), s_json)!;

    /// <summary>The bytes of a photo, named as the golden files do; all but the free ones need the shared folder.</summary>
    public static byte[] Photo(string photo) => File.ReadAllBytes(
        photo.StartsWith("photos/free/", StringComparison.Ordinal)
            ? Fixtures.Local("photos", Path.GetFileName(photo))
            : Path.Combine(Fixtures.Shared, photo));
}

public sealed record GoldenRow(
    string Photo,
    string Sha256,
    string Text,
    int[] Ids,
    double Score,
    double[] LogProbabilities,
    double Adequacy,
    int[] AttentionArgmax,
    GoldenSentence[] Alternatives,
    GoldenGreedy Greedy
);

public sealed record GoldenSentence(string Text, double Score);

public sealed record GoldenGreedy(string Text, int[] Ids, double Score);

/// <param name="Captions">By the photo's file name.</param>
public sealed record GoldenCorpus(GoldenMetrics Metrics, Dictionary<string, GoldenCaption> Captions)
{
    /// <summary>What <see cref="Golden.Photo"/> takes.</summary>
    public static string PhotoOf(string name) => "photos/flickr8k/" + name;
}

/// <summary>Fractions; tables multiply them by 100.</summary>
public sealed record GoldenMetrics(double[] Bleu, double CiderD, double RougeL);

public sealed record GoldenCaption(string Text, double Score, double Adequacy);
