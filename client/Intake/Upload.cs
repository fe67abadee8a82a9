using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Intake;

/// <summary>A request for a caption, as it was read.</summary>
internal sealed record Upload(Picture Picture, RequestOptions Options) : IDisposable
{
    public void Dispose() => Picture.Dispose();
}
