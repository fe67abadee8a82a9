namespace CaptionCluster.Client.Choices;

/// <summary>What an answer holds besides the short form.</summary>
[Flags]
internal enum Include
{
    Nothing = 0,
    Tokens = 1,

    /// <summary>Comes with tokens.</summary>
    Attention = 2,
    Timing = 4,
    Alternatives = 8,
}

internal static class Includes
{
    public const string Names = "tokens, attention, timing and alternatives";

    public static readonly IReadOnlyList<string> Words = ["tokens", "attention", "timing", "alternatives"];

    /// <param name="names">Separated by commas.</param>
    public static Include Parse(string? names)
    {
        var include = Include.Nothing;
        if (names is null) return include;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries))
        {
            include |= name switch
            {
                "tokens" => Include.Tokens,
                "attention" => Include.Attention | Include.Tokens,
                "timing" => Include.Timing,
                "alternatives" => Include.Alternatives,
                _ => throw new InvalidOptionException(OptionText.Include, $"'include' knows {Names}."),
            };
        }

        return include;
    }
}
