using Microsoft.AspNetCore.Http.Metadata;

namespace CaptionCluster.Client.Transport;

/// <summary>How large the bodies of an endpoint may be, encoded and decoded alike.</summary>
/// <param name="MaxRequestBodySize">Null for any size.</param>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
