namespace CaptionCluster.Client.Captions;

/// <summary>The time was up that a client said it would wait. Its wish, and no failure of the service.</summary>
internal sealed class WaitOverException(Exception inner) : TimeoutException("The time that the client would wait was up.", inner);
