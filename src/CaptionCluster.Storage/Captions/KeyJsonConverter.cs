using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptionCluster.Storage.Captions;

/// <summary>A caption's key as JSON: <c>{ "model": {…}, "numBeams": 3, … }</c>.</summary>
internal sealed class KeyJsonConverter : JsonConverter<CaptionKey>
{
    public override CaptionKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var decoding = new DecodingOptions();
        ModelId? model = null;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name == "model") model = property.Value.Deserialize(StoreJson.Default.ModelId);
            else if (ValueOf(property.Value) is { } value) decoding = With(decoding, property.Name, value);
        }

        return new CaptionKey(model ?? throw new JsonException("A key has no model."), decoding);
    }

    public override void Write(Utf8JsonWriter writer, CaptionKey value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("model");
        JsonSerializer.Serialize(writer, value.Model, StoreJson.Default.ModelId);
        foreach (var (name, setting) in DecodingValues.Of(value.Decoding))
        {
            writer.WritePropertyName(name);
            if (setting is string text) writer.WriteStringValue(text);
            else if (setting is bool flag) writer.WriteBooleanValue(flag);
            else if (setting is double number) writer.WriteNumberValue(number);
            else writer.WriteNumberValue(Convert.ToInt64(setting, null));
        }

        writer.WriteEndObject();
    }

    private static object? ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        _ => null,
    };

    private static DecodingOptions With(DecodingOptions decoding, string name, object value)
    {
        try
        {
            return DecodingValues.With(decoding, name, value);
        }
        catch (FormatException error)
        {
            throw new JsonException(error.Message, error);
        }
    }
}
