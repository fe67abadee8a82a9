using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Facades.Azure;

/// <summary>How a caption is worded here.</summary>
internal static class AzureWording
{
    /// <summary>
    /// The model's words without a full stop: Azure's captions begin in lower case and have none either, and programs dress them.
    /// </summary>
    public static string Of(in CaptionOutcome outcome, AltTextStyle style)
    {
        var words = outcome.Known.Caption.Text.Trim().TrimEnd('.');
        return style.GenderNeutral ? GenderNeutral.Rewrite(words) : words;
    }
}
