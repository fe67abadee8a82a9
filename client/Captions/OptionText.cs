using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CaptionCluster.Client.Captions;

/// <summary>The options of one request as text, gathered from query, form and JSON. Every name is known and given once.</summary>
internal sealed class OptionText
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static OptionText? FromQuery(IQueryCollection query)
    {
        if (query.Count == 0) return null;
        var options = new OptionText();
        foreach (var (name, values) in query)
        {
            if (name == OptionNames.Include) options.Add(name, string.Join(',', values.ToArray()));
            else if (values.Count == 1) options.Add(name, values[0] ?? "");
            else throw Twice(name);
        }

        return options;
    }

    /// <exception cref="InvalidOptionException">Unknown, or given before.</exception>
    public void Add(string name, string value)
    {
        if (!OptionNames.All.ContainsKey(name))
        {
            throw new InvalidOptionException(name, $"The option '{name}' is unknown; known are {string.Join(", ", OptionNames.All.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (!_values.TryAdd(name, value)) throw Twice(name);
    }

    /// <summary>Adds the decoding option whose value the reader stands on.</summary>
    public void AddDecoding(string name, ref Utf8JsonReader json)
    {
        if (!OptionNames.Decoding.TryGetValue(name, out var kind))
        {
            throw new InvalidOptionException(name, $"'decoding.{name}' is unknown; known are {string.Join(", ", OptionNames.Decoding.Keys.Order(StringComparer.Ordinal))}.");
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

    public int? Integer(string name) => Parse(name, "a whole number",
        static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : default(int?));

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

    private T? Parse<T>(string name, string what, Func<string, T?> parse)
        where T : struct =>
        Text(name) is not { } text ? null : parse(text) ?? throw new InvalidOptionException(name, $"'{name}' must be {what}, not '{Shorten(text)}'.");

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static InvalidOptionException Twice(string name) => new(name, $"The option '{name}' is given more than once.");
}
