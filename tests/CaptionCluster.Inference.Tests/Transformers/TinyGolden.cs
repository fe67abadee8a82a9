using System.Text.Json;

namespace CaptionCluster.Inference.Tests.Transformers;

/// <summary>A miniature's golden file: what Transformers' generate() says of each photo under each setting.</summary>
internal sealed class TinyGolden
{
    private readonly JsonElement _root;

    public TinyGolden(string model)
    {
        Folder = Fixtures.Local(model);
        using var stream = File.OpenRead(Path.Combine(Folder, "golden.json"));
        _root = JsonDocument.Parse(stream).RootElement.Clone();
    }

    public string Folder { get; }

    public IEnumerable<GoldenRun> Runs =>
        from row in _root.GetProperty("rows").EnumerateArray()
        from setting in _root.GetProperty("settings").EnumerateObject()
        let answer = row.GetProperty(setting.Name)
        select new GoldenRun(
            row.GetProperty("photo").GetString()!,
            setting.Name,
            setting.Value,
            [.. answer.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
            answer.GetProperty("text").GetString()!,
            answer.TryGetProperty("sequenceScore", out var score) ? score.GetDouble() : null,
            answer.TryGetProperty("logProbabilities", out var logs) ? [.. logs.EnumerateArray().Select(value => value.GetDouble())] : null);

    public IEnumerable<JsonElement> Rows => _root.GetProperty("rows").EnumerateArray();
}

/// <param name="Arguments">Of generate().</param>
/// <param name="Ids">The start token first.</param>
internal sealed record GoldenRun(
    string Photo,
    string Setting,
    JsonElement Arguments,
    int[] Ids,
    string Text,
    double? Score,
    double[]? LogProbabilities
)
{
    /// <summary>The arguments as options: what they don't name is Transformers' default, or the folder's.</summary>
    public DecodingOptions Options(DecodingOptions defaults) =>
        defaults with
        {
            NumBeams = Integer("num_beams", defaults.NumBeams),
            LengthPenalty = Arguments.TryGetProperty("length_penalty", out var penalty) ? penalty.GetDouble() : defaults.LengthPenalty,
            NoRepeatNgramSize = Integer("no_repeat_ngram_size", defaults.NoRepeatNgramSize),
            RepetitionPenalty = Arguments.TryGetProperty("repetition_penalty", out var repetition)
                ? repetition.GetDouble()
                : defaults.RepetitionPenalty,
            MaxNewTokens = Integer("max_length", defaults.MaxNewTokens + 1) - 1,
            MinNewTokens = Math.Max(0, Integer("min_length", defaults.MinNewTokens + 1) - 1),
        };

    public void AssertSame(Caption caption)
    {
        Assert.True(
            Ids[1..].SequenceEqual(caption.Tokens.Select(token => token.Id)),
            $"{Photo} {Setting}: '{caption.Text}' where it should be '{Text}'"
        );
        Assert.Equal(Text, caption.Text);
        if (Score is { } score)
        {
            Assert.Equal(score, caption.Score, 1e-3);
        }

        if (Setting == "greedy" && LogProbabilities is { } logs)
        {
            Assert.All(logs.Zip(caption.Tokens), pair => Assert.Equal(pair.First, pair.Second.LogProbability, 1e-3));
        }
    }

    private int Integer(string name, int otherwise) => Arguments.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;
}
