using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Sources;

namespace CaptionCluster.Client.Captioning;

/// <summary>From a URL to the caption of what it has.</summary>
internal sealed class UrlCaptions(ISourceReader sources, CaptionService captions)
{
    /// <exception cref="CaptionClusterException">Those of fetching a picture, and of captioning one.</exception>
    public async ValueTask<CaptionOutcome> AskAsync(
        string url,
        Caller caller,
        ServedModel model,
        CaptionKey key,
        Urgency urgency,
        CancellationToken cancellationToken,
        IProgress<string>? words = null
    )
    {
        using var picture = await sources.ReadAsync(url, caller, cancellationToken);
        return captions.AtHand(picture, key) ?? await captions.AskAsync(picture, model, key, urgency, cancellationToken, words);
    }
}
