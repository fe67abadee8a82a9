using CaptionCluster.Inference.Families.Generation;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Generation;

/// <summary>No setting of Transformers is ignored without a word.</summary>
public sealed class GenerationSettingsTests
{
    /// <summary>The fields of <c>GenerationConfig.__init__</c>, of 4.57 and of 5 together.</summary>
    private static readonly string[] s_fields =
    [
        "max_length",
        "max_new_tokens",
        "min_length",
        "min_new_tokens",
        "early_stopping",
        "max_time",
        "stop_strings",
        "do_sample",
        "num_beams",
        "use_mtp",
        "use_cache",
        "cache_implementation",
        "cache_config",
        "max_cache_len",
        "return_legacy_cache",
        "prefill_chunk_size",
        "temperature",
        "top_k",
        "top_p",
        "min_p",
        "top_h",
        "typical_p",
        "epsilon_cutoff",
        "eta_cutoff",
        "repetition_penalty",
        "encoder_repetition_penalty",
        "length_penalty",
        "no_repeat_ngram_size",
        "bad_words_ids",
        "renormalize_logits",
        "forced_bos_token_id",
        "forced_eos_token_id",
        "remove_invalid_values",
        "exponential_decay_length_penalty",
        "suppress_tokens",
        "begin_suppress_tokens",
        "sequence_bias",
        "token_healing",
        "guidance_scale",
        "watermarking_config",
        "num_return_sequences",
        "output_attentions",
        "output_hidden_states",
        "output_scores",
        "output_logits",
        "return_dict_in_generate",
        "pad_token_id",
        "bos_token_id",
        "eos_token_id",
        "encoder_no_repeat_ngram_size",
        "decoder_start_token_id",
        "is_assistant",
        "num_assistant_tokens",
        "num_assistant_tokens_schedule",
        "assistant_confidence_threshold",
        "prompt_lookup_num_tokens",
        "max_matching_ngram_size",
        "assistant_early_exit",
        "assistant_lookbehind",
        "target_lookbehind",
        "assistant_ensemble_weight",
        "speculation_type",
        "compile_config",
        "disable_compile",
        "continuous_batching_config",
        "low_memory",
        "penalty_alpha",
        "dola_layers",
        "diversity_penalty",
        "num_beam_groups",
        "constraints",
        "force_words_ids",
        "_commit_hash",
        "_from_model_config",
        "transformers_version",
    ];

    [Fact]
    public void IsKnown_EveryFieldOfTransformers() => Assert.All(s_fields, field => Assert.True(GenerationSettings.IsKnown(field), field));

    [Fact]
    public void Kinds_AreDistinct()
    {
        string[] all = [.. GenerationSettings.Done, .. GenerationSettings.Harmless, .. GenerationSettings.Refused.Keys];

        Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Documentation_HasTheSameTable()
    {
        Assert.Equal(GenerationSettings.Done.Order(StringComparer.Ordinal), NamesOf("done"));
        Assert.Equal(GenerationSettings.Harmless.Order(StringComparer.Ordinal), NamesOf("harmless"));
        Assert.Equal(GenerationSettings.Refused.Keys.Order(StringComparer.Ordinal), NamesOf("refused"));
    }

    [Theory]
    [InlineData("""{ "typical_p": 0.9 }""", "typical_p")]
    [InlineData("""{ "sequence_bias": [[[7], -1.5]] }""", "sequence_bias")]
    [InlineData("""{ "encoder_no_repeat_ngram_size": 2 }""", "encoder_no_repeat_ngram_size")]
    [InlineData("""{ "exponential_decay_length_penalty": [8, 1.1] }""", "exponential_decay_length_penalty")]
    [InlineData("""{ "epsilon_cutoff": 0.0003 }""", "epsilon_cutoff")]
    [InlineData("""{ "eta_cutoff": 0.0003 }""", "eta_cutoff")]
    [InlineData("""{ "top_h": 0.4 }""", "top_h")]
    [InlineData("""{ "guidance_scale": 1.5 }""", "guidance_scale")]
    [InlineData("""{ "watermarking_config": { "bias": 2 } }""", "watermarking_config")]
    [InlineData("""{ "token_healing": true }""", "token_healing")]
    [InlineData("""{ "stop_strings": ["."] }""", "stop_strings")]
    [InlineData("""{ "max_time": 0.5 }""", "max_time")]
    [InlineData("""{ "num_beam_groups": 2, "diversity_penalty": 0.5 }""", "num_beam_groups")]
    [InlineData("""{ "diversity_penalty": 0.5 }""", "diversity_penalty")]
    [InlineData("""{ "penalty_alpha": 0.6 }""", "penalty_alpha")]
    [InlineData("""{ "constraints": [ {} ] }""", "constraints")]
    [InlineData("""{ "force_words_ids": [[7]] }""", "force_words_ids")]
    [InlineData("""{ "forced_decoder_ids": [[1, 50259]] }""", "forced_decoder_ids")]
    [InlineData("""{ "dola_layers": "high" }""", "dola_layers")]
    [InlineData("""{ "remove_invalid_values": true }""", "remove_invalid_values")]
    [InlineData("""{ "is_assistant": true }""", "is_assistant")]
    [InlineData("""{ "cache_implementation": "quantized" }""", "cache_implementation")]
    public void From_NotDone_IsRefusedByName(string json, string name)
    {
        using var folder = new JsonFolder(("generation_config.json", json));

        Assert.Contains(
            $"sets {name} to",
            Assert.Throws<ModelFolderException>(() => GenerationConfig.From(folder.Folder)).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>What older versions of Transformers wrote into every folder.</summary>
    [Fact]
    public void From_EverythingAtItsNeutralValue_IsTaken()
    {
        using var folder = new JsonFolder(
            (
                "generation_config.json",
                """
                { "typical_p": 1.0, "sequence_bias": null, "encoder_no_repeat_ngram_size": 0, "exponential_decay_length_penalty": null, "epsilon_cutoff": 0.0, "eta_cutoff": 0.0,
                  "top_h": null, "guidance_scale": 1, "watermarking_config": null, "token_healing": false, "stop_strings": [], "max_time": null, "num_beam_groups": 1,
                  "diversity_penalty": 0.0, "penalty_alpha": null, "constraints": null, "force_words_ids": null, "forced_decoder_ids": [], "dola_layers": null,
                  "remove_invalid_values": false, "is_assistant": false, "cache_implementation": "static", "num_return_sequences": 1, "min_p": null, "bad_words_ids": null }
                """
            )
        );
        var model = folder.Folder;

        GenerationConfig.From(model);

        Assert.Empty(model.Notes);
    }

    [Fact]
    public void From_NoFieldAtAll_IsSaid()
    {
        using var folder = new JsonFolder(("generation_config.json", """{ "num_beam": 4, "alignment_heads": [[0, 1]] }"""));
        var model = folder.Folder;

        GenerationConfig.From(model);

        Assert.Contains(model.Notes, note => note.Contains("num_beam,", StringComparison.Ordinal));
        Assert.Contains(model.Notes, note => note.Contains("alignment_heads", StringComparison.Ordinal));
    }

    /// <summary>The names of the table's rows of a kind.</summary>
    private static string[] NamesOf(string kind) =>
        [
            .. File.ReadLines(Path.Combine(Fixtures.Repository, "docs", "models.md"))
                .Where(line => line.StartsWith($"| {kind} |", StringComparison.Ordinal))
                .SelectMany(line => line.Split('|')[2].Split('`').Where((_, i) => i % 2 == 1))
                .Order(StringComparer.Ordinal),
        ];
}
