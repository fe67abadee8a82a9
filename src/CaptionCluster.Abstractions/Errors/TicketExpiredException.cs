namespace CaptionCluster;

/// <summary>A ticket's lease ran out before its pixels came.</summary>
[GenerateSerializer]
public sealed class TicketExpiredException() : CaptionClusterException("ticket-expired", "The ticket's lease ran out before the pixels came.");
