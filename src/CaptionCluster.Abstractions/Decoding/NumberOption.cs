using System.Globalization;
using System.Numerics;

namespace CaptionCluster;

/// <summary>A number within a range; a whole one unless <typeparamref name="T"/> has fractions.</summary>
internal sealed class NumberOption<T>(
    string name, string text, Func<DecodingOptions, T> get, Func<DecodingOptions, T, DecodingOptions> set)
    : TypedOption<T>(name, text, get, set)
    where T : struct, INumber<T>
{
    public required T Min { get; init; }

    public T? Max { get; init; }

    /// <summary>The largest value, where it is not the same for all, and what it is.</summary>
    public (string Text, Func<DecodingOptions, ModelDescription, T> Of)? MaxOf { get; init; }

    public override string Form => IsWhole ? "a whole number" : "a number";

    public override (double? Min, double? Max) Limits => (double.CreateChecked(Min), Max is { } max ? double.CreateChecked(max) : null);

    protected override string Range => string.Create(CultureInfo.InvariantCulture, $"{Min} to {MaxOf?.Text ?? Max.ToString()}");

    private static bool IsWhole => typeof(T) != typeof(double);

    /// <summary>JSON may write 3 as 3.0 or 3e0, so the other places may too.</summary>
    public override object? Parse(string text)
    {
        if (!double.TryParse(Bare(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        var fits = IsWhole ? value is >= int.MinValue and <= int.MaxValue && double.IsInteger(value) : double.IsFinite(value);
        return fits ? T.CreateChecked(value) : null;
    }

    public override void Check(DecodingOptions settled, ModelDescription model)
    {
        var (value, max) = (ValueOf(settled), MaxOf?.Of(settled, model) ?? Max!.Value);
        if (value >= Min && value <= max) return;
        var wrong = string.Create(CultureInfo.InvariantCulture, $"'{Name}' must be from {Min} to {max}; it is {value}.");
        throw new InvalidOptionException(Name, wrong);
    }
}
