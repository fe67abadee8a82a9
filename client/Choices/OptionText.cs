using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Choices;

/// <summary>The options of one request as text, gathered from query, form and JSON. Every name is known and given once.</summary>
internal sealed class OptionText
{
    public const string Model = "model";
    public const string Include = "include";

    private static readonly FrozenDictionary<string, DecodingOption> s_decoding =
        DecodingOption.All.ToFrozenDictionary(option => option.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, object> s_altText =
        AltTextChoice.Options.ToFrozenDictionary(option => option.Name, option => option.Kind, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public OptionText()
    {
    }

    /// <summary>Goes on from what is given already, which stays as it is.</summary>
    public OptionText(OptionText? given) => _values = new(given?._values ?? [], StringComparer.Ordinal);

    public static OptionText? FromQuery(IQueryCollection query)
    {
        if (query.Count == 0) return null;
        var options = new OptionText();
        foreach (var (name, values) in query)
        {
            foreach (var value in values) options.Add(name, value ?? "");
        }

        return options;
    }

    /// <summary>Names may come one by one, and in several places; those of what to include add up.</summary>
    /// <exception cref="InvalidOptionException">Unknown, or given before.</exception>
    public void Add(string name, string value)
    {
        if (name is not (Model or Include) && !s_decoding.ContainsKey(name) && !AltTextChoice.Knows(name))
        {
            throw Unknown(name, $"The option '{Excerpt.Of(name)}'", [.. s_decoding.Keys, .. s_altText.Keys, Model, Include]);
        }

        if (_values.TryAdd(name, value)) return;
        if (name != Include) throw new InvalidOptionException(name, $"The option '{name}' is given more than once.");
        _values[name] += "," + value;
    }

    /// <summary>Adds the decoding option whose value the reader stands on.</summary>
    public void AddDecoding(string name, ref Utf8JsonReader json)
    {
        if (!s_decoding.TryGetValue(name, out var option)) throw Unknown(name, $"'decoding.{Excerpt.Of(name)}'", s_decoding.Keys);
        Add("decoding.", name, option.Default, ref json);
    }

    /// <summary>Adds the option of the alt text whose value the reader stands on.</summary>
    public void AddAltText(string name, ref Utf8JsonReader json)
    {
        if (!s_altText.TryGetValue(name, out var kind)) throw Unknown(name, $"'altText.{Excerpt.Of(name)}'", s_altText.Keys);
        Add("altText.", name, kind, ref json);
    }

    private void Add(string group, string name, object kind, ref Utf8JsonReader json)
    {
        var (fits, what) = kind switch
        {
            bool => (json.TokenType is JsonTokenType.True or JsonTokenType.False, "true or false"),
            string => (json.TokenType is JsonTokenType.String, "text"),
            Enum => (json.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.String, "true, false or a word"),
            _ => (json.TokenType == JsonTokenType.Number, "a number"),
        };
        if (!fits) throw new InvalidOptionException(name, $"'{group}{name}' must be {what}.");
        Add(name, json.TokenType == JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan));
    }

    public string? Of(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="InvalidOptionException">A value that can't be read.</exception>
    public IReadOnlyDictionary<string, object> ParseDecoding()
    {
        var parsed = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var option in DecodingOption.All)
        {
            if (Of(option.Name) is not { } text) continue;
            parsed[option.Name] = option.Parse(text)
                ?? throw new InvalidOptionException(option.Name, $"'{option.Name}' must be {option.Form}, not '{Excerpt.Of(text)}'.");
        }

        return parsed;
    }

    private static InvalidOptionException Unknown(string name, string subject, IEnumerable<string> names)
    {
        var known = string.Join(", ", names.Order(StringComparer.Ordinal));
        return new InvalidOptionException(Excerpt.Of(name), $"{subject} is unknown; known are {known}.");
    }
}
