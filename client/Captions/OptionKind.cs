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

    public static readonly FrozenDictionary<string, OptionKind> Decoding = new Dictionary<string, OptionKind>(StringComparer.Ordinal)
    {
        [NumBeams] = OptionKind.Integer,
        [LengthPenalty] = OptionKind.Number,
        [MinNewTokens] = OptionKind.Integer,
        [MaxNewTokens] = OptionKind.Integer,
        [RepetitionPenalty] = OptionKind.Number,
        [NoRepeatNgramSize] = OptionKind.Integer,
        [Rerank] = OptionKind.Flag,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, OptionKind> All = Decoding
        .Append(new(Model, OptionKind.Text)).Append(new(Include, OptionKind.Names))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
