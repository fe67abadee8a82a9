using System.Collections.Frozen;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.Azure;

/// <summary>What the query of Image Analysis 4.0 asks for (learn.microsoft.com, rest/api/computervision/image-analysis/analyze).</summary>
internal sealed record AzureRequest(bool WantsCaption, bool WantsDenseCaptions, string? Model, AltTextChoice? AltText)
{
    private static readonly FrozenSet<string> s_versions =
        FrozenSet.ToFrozenSet(["2023-02-01-preview", "2023-04-01-preview", "2023-10-01", "2024-02-01"], StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RequestRefusedException">Something that is not done here, by its name.</exception>
    public static AzureRequest Parse(IQueryCollection query)
    {
        var request = new AzureRequest(false, false, null, null);
        foreach (var (name, values) in query) request = request.With(name.ToLowerInvariant(), values.ToString());
        if (!query.ContainsKey("api-version"))
        {
            throw AzureProblems.Refusal("MissingApiVersionParameter", "The query parameter 'api-version' is required.");
        }
        return request is { WantsCaption: false, WantsDenseCaptions: false }
            ? throw AzureProblems.Refusal("BadArgument", "The query parameter 'features' is required: caption, denseCaptions or both.")
            : request;
    }

    private AzureRequest With(string name, string value)
    {
        switch (name)
        {
            case "features":
                return value.Split(',', StringSplitOptions.TrimEntries).Aggregate(this, (request, feature) => request.WithFeature(feature));
            case "model-name":
                return this with { Model = value };
            case "gender-neutral-caption":
                return bool.TryParse(value, out var isNeutral)
                    ? this with { AltText = new AltTextChoice(MaxLength: null, isNeutral, MinQuality: null) }
                    : throw AzureProblems.Refusal(
                        "BadArgument",
                        $"gender-neutral-caption must be true or false, not '{Excerpt.Of(value)}'."
                    );
            case "api-version" when !s_versions.Contains(value):
                throw AzureProblems.Refusal(
                    "UnsupportedApiVersionValue",
                    $"api-version '{Excerpt.Of(value)}' is none of {string.Join(", ", s_versions.Order(StringComparer.Ordinal))}.");
            case "language" when !value.Equals("en", StringComparison.OrdinalIgnoreCase):
                throw AzureProblems.Refusal("NotSupportedLanguage", $"language '{Excerpt.Of(value)}': captions are in English.");
            case "model-version" when value is not "latest":
                throw AzureProblems.Refusal("BadArgument", $"model-version '{Excerpt.Of(value)}': what is served is the 'latest'.");
            case "api-version" or "language" or "model-version":
                return this;
            default:
                throw AzureProblems.Refusal("BadArgument", $"The query parameter '{Excerpt.Of(name)}' is not done here.");
        }
    }

    private AzureRequest WithFeature(string feature) => feature.ToLowerInvariant() switch
    {
        "caption" => this with { WantsCaption = true },
        "densecaptions" => this with { WantsDenseCaptions = true },
        _ => throw AzureProblems.Refusal(
            "NotSupportedVisualFeature", $"The feature '{Excerpt.Of(feature)}' is not done here; caption and denseCaptions are."),
    };
}
