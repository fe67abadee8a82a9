using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.Azure;

/// <summary>How a caption is worded here: the one place that knows of <c>gender-neutral-caption</c>.</summary>
internal static class AzureWording
{
    /// <summary>
    /// The model's words without a full stop: Azure's captions begin in lower case and have none either, and programs dress them.
    /// </summary>
    public static string Of(in CaptionOutcome outcome) => outcome.Known.Caption.Text.Trim().TrimEnd('.');

    /// <exception cref="RequestRefusedException">Asked for what is not done here.</exception>
    public static void Check(string value)
    {
        if (!bool.TryParse(value, out var isNeutral))
        {
            throw AzureProblems.Refusal("BadArgument", $"gender-neutral-caption must be true or false, not '{Excerpt.Of(value)}'.");
        }

        if (isNeutral) throw AzureProblems.Refusal("BadArgument", "gender-neutral-caption is not done here: leave it out, or say false.");
    }
}
