namespace CaptionCluster;

/// <summary>
/// One way in which a request can say how tokens are chosen, and all that is known of it: how it is written and read, what is refused,
/// how the API describes it, what stores call it, and what it adds to a caption's key. <see cref="DecodingTable"/> lists them.
/// </summary>
public abstract class DecodingOption(string name, string text)
{
    public static IReadOnlyList<DecodingOption> All => DecodingTable.Rows;

    /// <summary>In queries, forms, JSON and stores alike.</summary>
    public string Name => name;

    /// <summary>What it does and which values it takes, in a sentence.</summary>
    public string Description => Range is { } range ? $"{text}; {range}." : text + ".";

    /// <summary>Of its values.</summary>
    public abstract Type Type { get; }

    /// <summary>What its text must be: "a whole number".</summary>
    public abstract string Form { get; }

    /// <summary>Null where there is none, or where the model or another option decides.</summary>
    public virtual (double? Min, double? Max) Limits => default;

    /// <summary>What it can be, where it is one of some words.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Says how tokens are drawn; where none are, it is no part of a caption's key.</summary>
    public bool IsOfSampling { get; init; }

    /// <summary>Asked for by requests alone: models have none of their own.</summary>
    public bool IsOfRequests { get; init; }

    /// <summary>That of a model that says nothing, and of what was stored before there was this option.</summary>
    public object Default => Get(new DecodingOptions());

    protected virtual string? Range => null;

    public abstract object Get(DecodingOptions options);

    /// <param name="value">Of <see cref="Type"/>, or a number that fits it.</param>
    public abstract DecodingOptions With(DecodingOptions options, object value);

    /// <summary>Its value as requests would say it.</summary>
    public virtual object Said(DecodingOptions options) => Get(options);

    /// <summary>Null when the text is not of the <see cref="Form"/>.</summary>
    public abstract object? Parse(string text);

    /// <exception cref="InvalidOptionException">Its value is out of range.</exception>
    public virtual void Check(DecodingOptions settled, ModelDescription model)
    {
    }

    /// <summary>Its part in the text that a caption is known by.</summary>
    public string KeyOf(DecodingOptions options) => IsOfSampling && !options.DoSample ? "" : OwnKeyOf(options);

    protected abstract string OwnKeyOf(DecodingOptions options);
}
