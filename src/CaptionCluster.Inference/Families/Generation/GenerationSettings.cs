using System.Collections.Frozen;
using System.Text.Json;

namespace CaptionCluster.Inference.Families.Generation;

/// <summary>
/// Every field of Transformers' GenerationConfig (4.57 and 5) and of its forerunners. docs/models.md has them in a table.
/// </summary>
internal static class GenerationSettings
{
    /// <summary>Done as Transformers does it.</summary>
    public static readonly FrozenSet<string> Done = FrozenSet.ToFrozenSet([
        "max_length",
        "max_new_tokens",
        "min_length",
        "min_new_tokens",
        "early_stopping",
        "do_sample",
        "num_beams",
        "temperature",
        "top_k",
        "top_p",
        "min_p",
        "repetition_penalty",
        "encoder_repetition_penalty",
        "length_penalty",
        "no_repeat_ngram_size",
        "bad_words_ids",
        "renormalize_logits",
        "forced_bos_token_id",
        "forced_eos_token_id",
        "suppress_tokens",
        "begin_suppress_tokens",
        "bos_token_id",
        "eos_token_id",
        "decoder_start_token_id",
        "_from_model_config",
        "force_bos_token_to_be_generated",
    ]);

    /// <summary>Change no result here: speed, memory, what else is returned, helpers that a folder can't bring, notes.</summary>
    public static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet([
        "use_cache",
        "cache_config",
        "max_cache_len",
        "return_legacy_cache",
        "prefill_chunk_size",
        "low_memory",
        "compile_config",
        "disable_compile",
        "continuous_batching_config",
        "num_return_sequences",
        "output_attentions",
        "output_hidden_states",
        "output_scores",
        "output_logits",
        "return_dict_in_generate",
        "pad_token_id",
        "use_mtp",
        "num_assistant_tokens",
        "num_assistant_tokens_schedule",
        "assistant_confidence_threshold",
        "assistant_early_exit",
        "assistant_lookbehind",
        "target_lookbehind",
        "prompt_lookup_num_tokens",
        "max_matching_ngram_size",
        "speculation_type",
        "generation_kwargs",
        "transformers_version",
        "_commit_hash",
        "_original_object_hash",
    ]);

    /// <summary>Would change a result and are not done: a folder that gives one another value than the neutral ones is refused.</summary>
    public static readonly FrozenDictionary<string, Predicate<JsonElement>> Refused = new Dictionary<string, Predicate<JsonElement>>(
        StringComparer.Ordinal
    )
    {
        ["max_time"] = Nothing,
        ["stop_strings"] = IsEmpty,
        ["num_beam_groups"] = value => IsNumber(value, number => number <= 1),
        ["diversity_penalty"] = value => IsNumber(value, number => number <= 0),
        ["penalty_alpha"] = value => IsNumber(value, number => number <= 0),
        ["dola_layers"] = Nothing,
        ["constraints"] = IsEmpty,
        ["force_words_ids"] = IsEmpty,
        ["forced_decoder_ids"] = IsEmpty,
        ["sequence_bias"] = IsEmpty,
        ["encoder_no_repeat_ngram_size"] = value => IsNumber(value, number => number <= 0),
        ["exponential_decay_length_penalty"] = Nothing,
        ["typical_p"] = value => IsNumber(value, number => number >= 1),
        ["top_h"] = Nothing,
        ["epsilon_cutoff"] = value => IsNumber(value, number => number is <= 0 or >= 1),
        ["eta_cutoff"] = value => IsNumber(value, number => number is <= 0 or >= 1),
        ["guidance_scale"] = value => IsNumber(value, number => number == 1),
        ["watermarking_config"] = Nothing,
        ["token_healing"] = IsFalse,
        ["remove_invalid_values"] = IsFalse,
        ["is_assistant"] = IsFalse,
        ["assistant_ensemble_weight"] = Nothing,
        ["cache_implementation"] = value => !(value.ValueKind == JsonValueKind.String && value.ValueEquals("quantized")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string name) => Done.Contains(name) || Harmless.Contains(name) || Refused.ContainsKey(name);

    private static bool Nothing(JsonElement value) => false;

    private static bool IsFalse(JsonElement value) => value.ValueKind == JsonValueKind.False;

    private static bool IsNumber(JsonElement value, Predicate<double> isNeutral) =>
        value.ValueKind == JsonValueKind.Number && isNeutral(value.GetDouble());

    private static bool IsEmpty(JsonElement value) =>
        (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
        || (value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any());
}
