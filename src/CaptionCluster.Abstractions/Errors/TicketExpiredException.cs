namespace CaptionCluster;

/// <summary>The grain no longer waits for the pixels that the caller brings, or waits for: to ask again is right.</summary>
[GenerateSerializer]
public sealed class TicketExpiredException()
    : CaptionClusterException("ticket-expired", "The picture's pixels did not come in time, or came to a silo that is leaving.");
