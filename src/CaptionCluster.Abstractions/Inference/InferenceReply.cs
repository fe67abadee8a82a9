namespace CaptionCluster;

/// <param name="QueuedSeconds">Work waiting on the silo that answered, in seconds: what routing chooses by.</param>
[GenerateSerializer, Immutable]
public sealed record InferenceReply([property: Id(0)] Caption Caption, [property: Id(1)] double QueuedSeconds);
