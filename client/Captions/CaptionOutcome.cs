namespace CaptionCluster.Client.Captions;

/// <param name="PixelsDone">When this request's own picture was ready for the model (a timestamp); null when it never had to be.</param>
internal readonly record struct CaptionOutcome(KnownCaption Known, CaptionSource Source, bool Stored, long? PixelsDone = null);
