using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Facades;

/// <summary>Writes a facade's answer, with its length.</summary>
internal static class FacadeAnswer
{
    public static async Task WriteAsync(HttpResponse response, JsonNode json)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(json);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }
}
