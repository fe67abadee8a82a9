using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CaptionCluster.Client.Problems;

/// <summary>A small JSON body, or what is wrong with it in a sentence.</summary>
internal static class JsonBody
{
    /// <param name="saysWhat">"no key": how a body that can't be read is told of.</param>
    /// <exception cref="RequestRefusedException">It is not JSON of that type.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, string saysWhat)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted)
                ?? throw new JsonException("It is null.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter for a string that is not UTF-8
        {
            throw new RequestRefusedException(400, "malformed-json", $"The body says {saysWhat}: {Excerpt.Of(error.Message)}", error);
        }
    }
}
