using System.Globalization;
using System.Text;
using System.Text.Json;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Captions;

/// <summary>The options of one request as text, gathered from query, form and JSON. Every name is known and given once.</summary>
internal sealed class OptionText
{
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

    /// <summary>Names may come one by one, and in several places; they add up.</summary>
    /// <exception cref="InvalidOptionException">Unknown, or given before.</exception>
    public void Add(string name, string value)
    {
        if (!OptionNames.All.TryGetValue(name, out var kind))
        {
            throw new InvalidOptionException(Excerpt.Of(name), $"The option '{Excerpt.Of(name)}' is unknown; known are {string.Join(", ", OptionNames.All.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (_values.TryAdd(name, value)) return;
        if (kind != OptionKind.Names) throw Twice(name);
        _values[name] += "," + value;
    }

    /// <summary>Adds the decoding option whose value the reader stands on.</summary>
    public void AddDecoding(string name, ref Utf8JsonReader json)
    {
        if (!OptionNames.Decoding.TryGetValue(name, out var kind))
        {
            throw new InvalidOptionException(Excerpt.Of(name), $"'decoding.{Excerpt.Of(name)}' is unknown; known are {string.Join(", ", OptionNames.Decoding.Keys.Order(StringComparer.Ordinal))}.");
        }

        var (fits, what) = kind switch
        {
            OptionKind.Flag => (json.TokenType is JsonTokenType.True or JsonTokenType.False, "true or false"),
            OptionKind.Text => (json.TokenType is JsonTokenType.String, "text"),
            OptionKind.Choice => (json.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.String, "true, false or a word"),
            _ => (json.TokenType == JsonTokenType.Number, "a number"),
        };
        if (!fits) throw new InvalidOptionException(name, $"'decoding.{name}' must be {what}.");
        Add(name, json.TokenType == JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan));
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>JSON may write 3 as 3.0 or 3e0, so the other places may too.</summary>
    public int? Integer(string name) => Parse(name, "a whole number", static text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= int.MinValue and <= int.MaxValue && double.IsInteger(value)
            ? (int)value
            : default(int?));

    public EarlyStopping? Stopping(string name) => Parse(name, "true, false or never", static text => text.ToUpperInvariant() switch
    {
        "TRUE" => EarlyStopping.WhenFull,
        "FALSE" => EarlyStopping.WhenUnlikely,
        "NEVER" => EarlyStopping.WhenImpossible,
        _ => default(EarlyStopping?),
    });

    public double? Number(string name) => Parse(name, "a number",
        static text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : default(double?));

    public bool? Flag(string name) => Parse(name, "true or false", static text => bool.TryParse(text, out var value) ? value : default(bool?));

    /// <param name="parse">Gets no NUL: the parsers of .NET pass over those at the end.</param>
    private T? Parse<T>(string name, string what, Func<string, T?> parse)
        where T : struct =>
        Text(name) is not { } text ? null
        : text.Contains('\0', StringComparison.Ordinal) ? throw Wrong(name, what, text)
        : parse(text.Trim()) ?? throw Wrong(name, what, text);

    private static InvalidOptionException Wrong(string name, string what, string text) => new(name, $"'{name}' must be {what}, not '{Excerpt.Of(text)}'.");

    private static InvalidOptionException Twice(string name) => new(name, $"The option '{name}' is given more than once.");
}
