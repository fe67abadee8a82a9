using System.Net;
using System.Text.Json.Nodes;

namespace CaptionCluster.Cluster.Tests.Load;

/// <summary>What a front said.</summary>
internal sealed record CaptionAnswer(HttpStatusCode Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Caption => (string?)Json["caption"];

    public bool IsStored => (bool?)Json["stored"] == true;

    public string Digest => (string?)Json["image"]!["sha256"] ?? "";
}

internal static class CaptionRequests
{
    public static async Task<CaptionAnswer> CaptionAsync(
        this HttpClient http,
        byte[] picture,
        string path = "/v1/captions",
        CancellationToken cancellationToken = default
    )
    {
        using var content = new ByteArrayContent(picture);
        using var answer = await http.PostAsync(path, content, cancellationToken);
        return new CaptionAnswer(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }
}
