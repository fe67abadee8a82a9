using System.Text.Json;
using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Families.Generation;

/// <summary>
/// Which file of a folder says how it generates, as Transformers 4.57 decides it: generation_config.json alone where there is one;
/// config.json (then the decoder's section of it) where there is none, or where generation_config.json says <c>_from_model_config</c> and
/// config.json gives a setting of its own. Only the tokens that every generation needs are looked for in all of them.
/// </summary>
internal static class GenerationSource
{
    private const string File = "generation_config.json";
    private static readonly string[] s_tokens = ["decoder_start_token_id", "bos_token_id", "eos_token_id"];

    /// <summary>Values that say no more than that nobody chose one: what the decoder's section says counts then.</summary>
    private static readonly Dictionary<string, string> s_defaults = new(StringComparer.Ordinal)
    {
        ["max_length"] = "20",
        ["min_length"] = "0",
        ["do_sample"] = "false",
        ["early_stopping"] = "false",
        ["num_beams"] = "1",
        ["temperature"] = "1",
        ["top_k"] = "50",
        ["top_p"] = "1",
        ["repetition_penalty"] = "1",
        ["length_penalty"] = "1",
        ["no_repeat_ngram_size"] = "0",
        ["encoder_repetition_penalty"] = "1",
        ["renormalize_logits"] = "false",
        ["force_bos_token_to_be_generated"] = "false",
    };

    /// <param name="section">Config.json's section of the decoder; null where it has none.</param>
    /// <exception cref="ModelFolderException">A setting that would change the result and is not done.</exception>
    public static Dictionary<string, JsonElement> Read(ModelFolder folder, string? section)
    {
        var config = Settings(folder.ReadOptional<JsonElement?>("config.json"));
        var decoder = Settings(section is null ? null : Section(folder, section));
        var own = folder.ReadOptional<JsonElement?>(File) is { } file ? Settings(file) : null;
        var older = Older(config, decoder);
        var chosen = own is null || (IsTrue(own, "_from_model_config") && older.Any(IsChosen)) ? older : own;
        foreach (var source in (Dictionary<string, JsonElement>?[])[own, config, decoder])
        {
            foreach (var token in s_tokens.Where(token => source?.ContainsKey(token) is true)) chosen.TryAdd(token, source![token]);
        }

        Check(folder, chosen, ReferenceEquals(chosen, own) ? File : "config.json");
        return chosen;
    }

    private static JsonElement? Section(ModelFolder folder, string section) =>
        folder.ReadOptional<JsonElement?>("config.json") is { ValueKind: JsonValueKind.Object } config
        && config.TryGetProperty(section, out var found)
            ? found
            : null;

    /// <summary>What is null is not there.</summary>
    private static Dictionary<string, JsonElement> Settings(JsonElement? file) =>
        file is { ValueKind: JsonValueKind.Object } settings
            ? settings
                .EnumerateObject()
                .Where(setting => setting.Value.ValueKind != JsonValueKind.Null)
                .DistinctBy(setting => setting.Name, StringComparer.Ordinal)
                .ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal)
            : [];

    /// <summary>What config.json says of generation; of all else in it nothing.</summary>
    private static Dictionary<string, JsonElement> Older(Dictionary<string, JsonElement> config, Dictionary<string, JsonElement> decoder)
    {
        var older = config.Where(IsGeneration).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in decoder.Where(IsGeneration))
        {
            if (!older.TryGetValue(name, out var known) || !IsChosen(new(name, known))) older[name] = value;
        }

        if (IsTrue(older, "force_bos_token_to_be_generated") && older.TryGetValue("bos_token_id", out var bos))
        {
            older.TryAdd("forced_bos_token_id", bos);
        }

        return older;
    }

    private static bool IsGeneration(KeyValuePair<string, JsonElement> setting) => GenerationSettings.IsKnown(setting.Key);

    /// <summary>Whether it changes a search from what Transformers does by itself.</summary>
    private static bool IsChosen(KeyValuePair<string, JsonElement> setting) =>
        !GenerationSettings.Harmless.Contains(setting.Key)
        && !s_tokens.Contains(setting.Key, StringComparer.Ordinal)
        && !IsDefault(setting);

    private static bool IsDefault(KeyValuePair<string, JsonElement> setting)
    {
        var (name, value) = setting;
        if (GenerationSettings.Refused.TryGetValue(name, out var isNeutral))
        {
            return isNeutral(value);
        }

        if (!s_defaults.TryGetValue(name, out var usual))
        {
            return false;
        }

        return value.ValueKind == JsonValueKind.Number
            ? value.GetDouble() == JsonElement.Parse(usual).GetDouble()
            : value.GetRawText() == usual;
    }

    private static bool IsTrue(Dictionary<string, JsonElement> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static void Check(ModelFolder folder, Dictionary<string, JsonElement> settings, string file)
    {
        foreach (var (name, value) in settings)
        {
            if (GenerationSettings.Refused.TryGetValue(name, out var isNeutral) && !isNeutral(value))
            {
                throw new ModelFolderException(
                    $"{folder.Path}/{file} sets {name} to {Short(value)}, which would change captions and is not done here."
                );
            }

            if (!GenerationSettings.IsKnown(name))
            {
                folder.Note($"{file} sets {name}, which no version of GenerationConfig knows; it is ignored.");
            }
        }
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText();
}
