namespace CaptionCluster.Client.Http;

/// <summary>Something that happened to a job: a picture was decided, or the job ended.</summary>
/// <param name="EventId">Where <see cref="JobClient.FollowAsync"/> goes on after it.</param>
public abstract record JobEvent(string EventId);

/// <summary>A picture was decided.</summary>
/// <param name="EventId">Where <see cref="JobClient.FollowAsync"/> goes on after it.</param>
/// <param name="Decided">How many of the job's pictures are.</param>
/// <param name="Items">How many it has.</param>
/// <param name="Item">Its caption, or what was wrong with it.</param>
public sealed record JobItemDecided(string EventId, int Decided, int Items, CaptionItem Item) : JobEvent(EventId);

/// <summary>The job ended: the last event.</summary>
/// <param name="EventId">Where <see cref="JobClient.FollowAsync"/> goes on after it.</param>
/// <param name="State">One of <see cref="JobStates"/>.</param>
/// <param name="Counts">How its pictures were decided.</param>
public sealed record JobEnded(string EventId, string State, JobCounts Counts) : JobEvent(EventId);

internal sealed record ItemData(int Decided, int Items, CaptionItem Item);

internal sealed record EndData(string State, JobCounts Counts);
