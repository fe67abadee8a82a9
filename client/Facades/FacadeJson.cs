using System.Text.Json;
using System.Text.Unicode;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades;

/// <summary>JSON of other services' clients, as a document; and what is expected of its values.</summary>
internal static class FacadeJson
{
    /// <summary>
    /// A document takes a dozen bytes a value, of which a body may have as many as it has bytes: no request needs more than these.
    /// </summary>
    private const int MaxValues = 4096;

    /// <summary>Longer strings are pictures, or texts that nobody reads.</summary>
    private const int MaxText = 1024;

    /// <summary>Of one character.</summary>
    private const int LongestEscape = 6;

    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };

    /// <exception cref="RequestRefusedException">Not JSON, or more of it than a request needs.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            Check(json.Span);
            return JsonDocument.Parse(json, s_options);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter for a string that is no Unicode
        {
            throw new RequestRefusedException(400, "malformed-json", "The body is not JSON: " + error.Message, error);
        }
    }

    /// <exception cref="InvalidOptionException">Something else, or too long for what it should be.</exception>
    public static string Text(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String) throw new InvalidOptionException(name, $"'{name}' must be a string.");
        var text = value.GetString()!;
        return text.Length <= MaxText ? text : throw new InvalidOptionException(name, $"'{name}' is longer than {MaxText} characters.");
    }

    /// <exception cref="InvalidOptionException">Something else.</exception>
    public static bool Flag(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new InvalidOptionException(name, $"'{name}' must be true or false."),
    };

    /// <summary>The properties that say something: null says nothing.</summary>
    /// <exception cref="InvalidOptionException">Not an object.</exception>
    public static IEnumerable<JsonProperty> Properties(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null)
        : throw new InvalidOptionException(name, $"'{name}' must be an object.");

    /// <exception cref="InvalidOptionException">Not an array.</exception>
    public static JsonElement.ArrayEnumerator Items(JsonElement value, string name) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray()
        : throw new InvalidOptionException(name, $"'{name}' must be an array.");

    private static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        for (var values = 0; reader.Read(); values++)
        {
            if (values == MaxValues)
            {
                throw new RequestRefusedException(400, "malformed-json", $"The body has more than {MaxValues} values and names.");
            }
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            if (!Utf8.IsValid(reader.ValueSpan)) throw new JsonException("a string is not UTF-8.");
            var isRead = reader.TokenType == JsonTokenType.PropertyName || reader.ValueSpan.Length <= MaxText * LongestEscape;
            if (reader.ValueIsEscaped && isRead) reader.GetString();
        }
    }
}
