using System.Globalization;

namespace CaptionCluster;

/// <summary>An option whose values are <typeparamref name="T"/>.</summary>
internal abstract class TypedOption<T>(
    string name, string text, Func<DecodingOptions, T> get, Func<DecodingOptions, T, DecodingOptions> set)
    : DecodingOption(name, text)
    where T : notnull
{
    public override Type Type => typeof(T);

    /// <summary>Only for options that are older than the rule for new ones: nothing at the default, name and value otherwise.</summary>
    public Func<T, string>? Key { get; init; }

    public override object Get(DecodingOptions options) => get(options);

    public override DecodingOptions With(DecodingOptions options, object value) =>
        set(options, value is T own ? own : (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture));

    protected T ValueOf(DecodingOptions options) => get(options);

    protected override string OwnKeyOf(DecodingOptions options)
    {
        var value = get(options);
        if (Key is not null) return Key(value);
        return Default.Equals(value) ? "" : string.Create(CultureInfo.InvariantCulture, $",{Name}={value}");
    }

    /// <summary>Null with a NUL in it: the parsers of .NET pass over those at the end.</summary>
    protected static string? Bare(string text) => text.Contains('\0', StringComparison.Ordinal) ? null : text.Trim();
}

internal sealed class TextOption(
    string name, string text, Func<DecodingOptions, string> get, Func<DecodingOptions, string, DecodingOptions> set)
    : TypedOption<string>(name, text, get, set)
{
    public override string Form => "text";

    public override object Parse(string text) => text;
}

internal sealed class FlagOption(
    string name, string text, Func<DecodingOptions, bool> get, Func<DecodingOptions, bool, DecodingOptions> set)
    : TypedOption<bool>(name, text, get, set)
{
    public override string Form => "true or false";

    public override object? Parse(string text) => bool.TryParse(Bare(text), out var value) ? value : null;
}

/// <param name="words">Each value and the word for it.</param>
internal sealed class ChoiceOption<T>(
    string name,
    string text,
    Func<DecodingOptions, T> get,
    Func<DecodingOptions, T, DecodingOptions> set,
    params (T Value, string Word)[] words)
    : TypedOption<T>(name, text, get, set)
    where T : struct, Enum
{
    public override string Form => $"{string.Join(", ", words.SkipLast(1).Select(choice => choice.Word))} or {words[^1].Word}";

    public override IReadOnlyList<string> Words => [.. words.Select(choice => choice.Word)];

    public override object Said(DecodingOptions options) => Array.Find(words, choice => choice.Value.Equals(ValueOf(options))).Word;

    public override object? Parse(string text)
    {
        var word = Bare(text);
        foreach (var choice in words)
        {
            if (choice.Word.Equals(word, StringComparison.OrdinalIgnoreCase)) return choice.Value;
        }

        return null;
    }
}
