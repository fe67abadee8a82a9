namespace CaptionCluster.Client.Problems;

/// <summary>Every problem that the service answers with, by the end of its type, for those who tell them apart.</summary>
internal static class ProblemTypes
{
    public static readonly IReadOnlyList<(int Status, string Code, string Meaning)> All =
    [
        (400, "broken-image", "The picture is cut off or damaged; the detail says where."),
        (400, "empty-image", "The body has no bytes."),
        (400, "image-too-small", "A side has fewer pixels than are accepted."),
        (400, "malformed-base64", "The picture's text is neither base64 nor base64url."),
        (400, "malformed-encoding", "The body is not in the Content-Encoding that it claims."),
        (400, "malformed-form", "The form is cut off, or none."),
        (400, "malformed-idempotency-key", "Idempotency-Key is no single value of 1 to 255 ASCII characters."),
        (400, "malformed-json", "The body, or a line of it, is not JSON."),
        (401, "key-needed", "No key, or none of the service's."),
        (403, "admin-only", "It needs the admin key."),
        (403, "cross-site", "A page of another origin would have changed something."),
        (404, "job-not-found", "The job was never accepted, or has expired."),
        (404, "never-seen", "No caption of the picture is known: send its bytes."),
        (404, "no-such-model", "No model of that name is served."),
        (404, "not-found", "There is nothing at this address."),
        (405, "method-not-allowed", "This address does not answer that method."),
        (408, "upload-too-slow", "The upload was slower than the server accepts."),
        (413, "image-too-large", "The picture has more pixels than are accepted."),
        (413, "too-many-bytes", "The upload has more bytes than are accepted."),
        (413, "too-many-pictures", "A job has more pictures than are accepted."),
        (413, "too-thin", "The picture is so much longer than wide that its middle can't be cut out."),
        (415, "unsupported-body", "Many pictures come as a form or as JSON lines."),
        (415, "unsupported-encoding", "The Content-Encoding, or that of a form's part, is not read."),
        (415, "unsupported-format", "The bytes are no picture of an accepted format."),
        (421, "unknown-host", "The Host is none of the server's names."),
        (422, "idempotency-key-reused", "The Idempotency-Key belongs to another request."),
        (422, "invalid-option", "An option makes no sense; 'option' names it."),
        (422, "model-refused", "The model's folder can't be served."),
        (422, "no-pictures", "There is no picture among many."),
        (422, "url-fetching-off", "Pictures are not fetched from URLs here."),
        (429, "overloaded", "Too much work: come back after Retry-After."),
        (500, "inference-failed", "The model failed on the picture."),
        (500, "internal-error", "The service failed; its log says more."),
        (503, "cluster-unavailable", "The cluster can't be reached."),
        (503, "model-not-available", "No model is ready."),
        (503, "silos-lost", "Machines were lost on the way, more than once."),
        (503, "stopping", "The service stops: send it again."),
        (503, "store-unavailable", "The store does not answer, and nothing is accepted without it."),
        (503, "ticket-expired", "The picture did not get to the cluster in time: send it again."),
        (504, "no-answer-in-time", "The cluster gave no answer in time."),
    ];
}
