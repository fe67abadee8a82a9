using CaptionCluster.Client.Cache;

namespace CaptionCluster.Client.Answers;

/// <summary>A caption, and how a request came by it.</summary>
/// <param name="PixelsDone">When this request's own picture was ready for the model (a timestamp); null when it never had to be.</param>
internal readonly record struct CaptionOutcome(KnownCaption Known, CaptionSource Source, bool Stored, long? PixelsDone = null)
{
    public JobCaption Short => JobCaption.Of(Known.Key, Known.Caption, Source, Known.ModelText);
}
