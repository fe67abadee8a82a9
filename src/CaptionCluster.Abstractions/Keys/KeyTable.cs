namespace CaptionCluster;

/// <summary>All keys as they were at one moment, the oldest first: those that have ended too, until they are forgotten.</summary>
/// <param name="Version">As <see cref="IKeyStore.ReadVersionAsync"/> told it.</param>
public sealed record KeyTable(string Version, IReadOnlyList<ApiKey> Keys);
