namespace CaptionCluster.Storage.Captions;

/// <summary>
/// Decoding options as documents have them: each by its name, enums by theirs. One that came after a document was written reads as its
/// default.
/// </summary>
internal static class DecodingValues
{
    public static IEnumerable<(string Name, object Value)> Of(DecodingOptions options) =>
        DecodingOption.All.Select(option => (option.Name, option.Get(options) is Enum word ? $"{word}" : option.Get(options)));

    /// <summary>A name that is no option's is passed over: a newer program may have written it.</summary>
    /// <exception cref="FormatException">No value of this option.</exception>
    public static DecodingOptions With(DecodingOptions options, string name, object value)
    {
        if (DecodingOption.All.FirstOrDefault(option => option.Name == name) is not { } option) return options;
        try
        {
            return option.With(options, option.Type.IsEnum ? Enum.Parse(option.Type, (string)value) : value);
        }
        catch (Exception error) when (error is ArgumentException or InvalidCastException or OverflowException)
        {
            throw new FormatException($"'{value}' is no value of {name}.", error);
        }
    }
}
