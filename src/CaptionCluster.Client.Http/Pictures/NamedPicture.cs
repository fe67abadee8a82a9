namespace CaptionCluster.Client.Http;

/// <summary>One of many pictures.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Id">What its answer is told by: up to 256 characters; null for none.</param>
/// <param name="Options">
/// Instead of those of the whole call, each where it is not null; <see cref="CaptionOptions.Wait"/> means nothing here. In a job they
/// must be the same for all.
/// </param>
public sealed record NamedPicture(Picture Picture, string? Id = null, CaptionOptions? Options = null);
