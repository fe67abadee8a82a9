using System.Collections.Frozen;

namespace CaptionCluster.Client.Captions;

/// <summary>What the text of an option must be.</summary>
internal enum OptionKind
{
    Text,
    Integer,
    Number,
    Flag,
    Names,

    /// <summary>true, false or a word.</summary>
    Choice,
}

/// <summary>Every option of a caption request, by the name it has in queries, forms and JSON alike.</summary>
internal static class OptionNames
{
    public const string Model = "model";
    public const string Include = "include";
    public const string NumBeams = "numBeams";
    public const string LengthPenalty = "lengthPenalty";
    public const string MinNewTokens = "minNewTokens";
    public const string MaxNewTokens = "maxNewTokens";
    public const string RepetitionPenalty = "repetitionPenalty";
    public const string NoRepeatNgramSize = "noRepeatNgramSize";
    public const string Rerank = "rerank";
    public const string EarlyStopping = "earlyStopping";
    public const string DoSample = "doSample";
    public const string Temperature = "temperature";
    public const string TopK = "topK";
    public const string TopP = "topP";
    public const string Seed = "seed";
    public const string Task = "task";

    public static readonly FrozenDictionary<string, OptionKind> Decoding = new Dictionary<string, OptionKind>(StringComparer.Ordinal)
    {
        [NumBeams] = OptionKind.Integer,
        [LengthPenalty] = OptionKind.Number,
        [MinNewTokens] = OptionKind.Integer,
        [MaxNewTokens] = OptionKind.Integer,
        [RepetitionPenalty] = OptionKind.Number,
        [NoRepeatNgramSize] = OptionKind.Integer,
        [Rerank] = OptionKind.Flag,
        [EarlyStopping] = OptionKind.Choice,
        [DoSample] = OptionKind.Flag,
        [Temperature] = OptionKind.Number,
        [TopK] = OptionKind.Integer,
        [TopP] = OptionKind.Number,
        [Seed] = OptionKind.Integer,
        [Task] = OptionKind.Text,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, OptionKind> All = Decoding
        .Append(new(Model, OptionKind.Text)).Append(new(Include, OptionKind.Names))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
