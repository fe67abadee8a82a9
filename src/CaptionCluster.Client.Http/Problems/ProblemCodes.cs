namespace CaptionCluster.Client.Http;

/// <summary>The ends of problems' types, by which programs tell them apart. A later version of the service may have others.</summary>
public static class ProblemCodes
{
    /// <summary>400: The picture is cut off or damaged; the detail says where.</summary>
    public const string BrokenImage = "broken-image";

    /// <summary>400: The body has no bytes.</summary>
    public const string EmptyImage = "empty-image";

    /// <summary>400: A side has fewer pixels than are accepted.</summary>
    public const string ImageTooSmall = "image-too-small";

    /// <summary>400: The picture's text is neither base64 nor base64url.</summary>
    public const string MalformedBase64 = "malformed-base64";

    /// <summary>400 or 422: What should be a SHA-256 is not 64 hexadecimal digits.</summary>
    public const string MalformedDigest = "malformed-digest";

    /// <summary>400: The body is not in the Content-Encoding that it claims.</summary>
    public const string MalformedEncoding = "malformed-encoding";

    /// <summary>400: The form is cut off, or none.</summary>
    public const string MalformedForm = "malformed-form";

    /// <summary>400: Open Inference: the header does not say how many bytes are JSON.</summary>
    public const string MalformedHeader = "malformed-header";

    /// <summary>400: Idempotency-Key is no single value of 1 to 255 ASCII characters.</summary>
    public const string MalformedIdempotencyKey = "malformed-idempotency-key";

    /// <summary>400: The body, or a line of it, is not JSON.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>400: MCP: the body is no message of the protocol.</summary>
    public const string MalformedMessage = "malformed-message";

    /// <summary>400: Open Inference: the binary data is not what its lengths say.</summary>
    public const string MalformedTensor = "malformed-tensor";

    /// <summary>401: No key, or none of the service's.</summary>
    public const string KeyNeeded = "key-needed";

    /// <summary>403: It needs the admin key.</summary>
    public const string AdminOnly = "admin-only";

    /// <summary>403: A page of another origin would have changed something.</summary>
    public const string CrossSite = "cross-site";

    /// <summary>403: The key lacks the scope that this needs.</summary>
    public const string ScopeNeeded = "scope-needed";

    /// <summary>403: Pictures are not fetched from that host.</summary>
    public const string SourceNotAllowed = "source-not-allowed";

    /// <summary>403: Pictures are not fetched from URLs here: send the bytes.</summary>
    public const string UrlsOff = "urls-off";

    /// <summary>404: The job was never accepted, or has expired.</summary>
    public const string JobNotFound = "job-not-found";

    /// <summary>404: A facade was asked for a model that is not served.</summary>
    public const string ModelNotFound = "model-not-found";

    /// <summary>404: Nobody corrected the picture's caption.</summary>
    public const string NoCorrection = "no-correction";

    /// <summary>404: No caption of the picture is known: send its bytes.</summary>
    public const string NeverSeen = "never-seen";

    /// <summary>404: There is no such key.</summary>
    public const string NoSuchKey = "no-such-key";

    /// <summary>404: No model of that name is served.</summary>
    public const string NoSuchModel = "no-such-model";

    /// <summary>404: No trace of that id is kept.</summary>
    public const string NoSuchTrace = "no-such-trace";

    /// <summary>404: Open Inference: the model is served in another version.</summary>
    public const string NoSuchVersion = "no-such-version";

    /// <summary>404: There is nothing at this address.</summary>
    public const string NotFound = "not-found";

    /// <summary>404: This server keeps no traces.</summary>
    public const string TracesOff = "traces-off";

    /// <summary>405: This address does not answer that method.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>408: The upload was slower than the server accepts.</summary>
    public const string UploadTooSlow = "upload-too-slow";

    /// <summary>409: The key stands in the configuration, and can't be revoked.</summary>
    public const string ConfiguredKey = "configured-key";

    /// <summary>409: There are as many keys as the service keeps.</summary>
    public const string TooManyKeys = "too-many-keys";

    /// <summary>413: The picture has more pixels than are accepted.</summary>
    public const string ImageTooLarge = "image-too-large";

    /// <summary>413: The upload has more bytes than are accepted.</summary>
    public const string TooManyBytes = "too-many-bytes";

    /// <summary>413: A job has more pictures than are accepted.</summary>
    public const string TooManyPictures = "too-many-pictures";

    /// <summary>413: The picture is so much longer than wide that its middle can't be cut out.</summary>
    public const string TooThin = "too-thin";

    /// <summary>415: Many pictures come as a form or as JSON lines.</summary>
    public const string UnsupportedBody = "unsupported-body";

    /// <summary>415: The Content-Encoding, or that of a form's part, is not read.</summary>
    public const string UnsupportedEncoding = "unsupported-encoding";

    /// <summary>415: The bytes are no picture of an accepted format.</summary>
    public const string UnsupportedFormat = "unsupported-format";

    /// <summary>421: The Host is none of the server's names.</summary>
    public const string UnknownHost = "unknown-host";

    /// <summary>422: The Idempotency-Key belongs to another request.</summary>
    public const string IdempotencyKeyReused = "idempotency-key-reused";

    /// <summary>422: An option makes no sense; 'option' names it.</summary>
    public const string InvalidOption = "invalid-option";

    /// <summary>422: The model's folder can't be served.</summary>
    public const string ModelRefused = "model-refused";

    /// <summary>422: There is no picture among many.</summary>
    public const string NoPictures = "no-pictures";

    /// <summary>422: The URL leads to no address of the public internet.</summary>
    public const string SourceNotPublic = "source-not-public";

    /// <summary>422: The URL is none that is fetched.</summary>
    public const string SourceUrl = "source-url";

    /// <summary>424: The URL's host sent the picture in a Content-Encoding.</summary>
    public const string SourceEncoded = "source-encoded";

    /// <summary>424: The URL's host redirects too often, or to where it must not.</summary>
    public const string SourceRedirects = "source-redirects";

    /// <summary>424: The URL's host answered with another status than 200.</summary>
    public const string SourceStatus = "source-status";

    /// <summary>424: The URL's host took too long.</summary>
    public const string SourceTooSlow = "source-too-slow";

    /// <summary>424: The URL's host can't be reached, or broke off.</summary>
    public const string SourceUnreachable = "source-unreachable";

    /// <summary>429: Too much work: come back after Retry-After.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>429: The key's limit is reached: come back after Retry-After.</summary>
    public const string TooManyRequests = "too-many-requests";

    /// <summary>500: The model failed on the picture.</summary>
    public const string InferenceFailed = "inference-failed";

    /// <summary>500: The service failed; its log says more.</summary>
    public const string InternalError = "internal-error";

    /// <summary>503: The cluster can't be reached.</summary>
    public const string ClusterUnavailable = "cluster-unavailable";

    /// <summary>503: The store has not told yet which keys there are.</summary>
    public const string KeysNotRead = "keys-not-read";

    /// <summary>503: No model is ready.</summary>
    public const string ModelNotAvailable = "model-not-available";

    /// <summary>503: Machines were lost on the way, more than once.</summary>
    public const string SilosLost = "silos-lost";

    /// <summary>503: The service stops: send it again.</summary>
    public const string Stopping = "stopping";

    /// <summary>503: The store does not answer, and nothing is accepted without it.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>503: The picture did not get to the cluster in time: send it again.</summary>
    public const string TicketExpired = "ticket-expired";

    /// <summary>504: The cluster gave no answer in time.</summary>
    public const string NoAnswerInTime = "no-answer-in-time";

    /// <summary>What stands behind the last stroke of a problem's type.</summary>
    internal static string Of(string type) => type[(type.LastIndexOf('/') + 1)..];
}
