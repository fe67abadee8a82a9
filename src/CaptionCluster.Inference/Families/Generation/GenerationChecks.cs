using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Families.Generation;

/// <summary>Values that make no sense are refused before anything is loaded, as Transformers refuses them when it generates.</summary>
internal static class GenerationChecks
{
    /// <summary>Beyond this a penalty is a slip of the pen, and scores would leave the numbers.</summary>
    private const double Largest = 100;

    /// <exception cref="ModelFolderException">The setting is named.</exception>
    public static void Check(GenerationConfig config, ModelFolder folder)
    {
        if (config is { DoSample: true, NumBeams: > 1 })
        {
            throw Wrong("do_sample together with num_beams is not known; greedy search, beam search and sampling with one beam are");
        }

        AtLeast(1, config.NumBeams, "num_beams");
        AtLeast(1, config.MaxNewTokens, "max_new_tokens");
        AtLeast(0, config.NoRepeatNgramSize, "no_repeat_ngram_size");
        AtLeast(0, config.TopK, "top_k");
        Within(-Largest, Largest, config.LengthPenalty, "length_penalty");
        Within(1 / Largest, Largest, config.RepetitionPenalty, "repetition_penalty");
        Within(1 / Largest, Largest, config.EncoderRepetitionPenalty, "encoder_repetition_penalty");
        Within(1 / Largest, Largest, config.Temperature, "temperature");
        Within(1 / Largest, 1, config.TopP, "top_p");
        Within(0, 1, config.MinP, "min_p");
        if (config.BadWordsIds is { } words && (words.Length == 0 || Array.Exists(words, word => word is null or [])))
        {
            throw Wrong("bad_words_ids must be a list of lists of tokens, none of them empty");
        }

        void AtLeast(int least, int? value, string name)
        {
            if (value < least) throw Wrong($"{name} must be at least {least}; it is {value}");
        }

        void Within(double least, double most, double? value, string name)
        {
            if (value is { } number && !(number >= least && number <= most))
            {
                throw Wrong(FormattableString.Invariant($"{name} must be from {least} to {most}; it is {number}"));
            }
        }

        ModelFolderException Wrong(string what) => new($"{folder.Path}: {what}.");
    }
}
