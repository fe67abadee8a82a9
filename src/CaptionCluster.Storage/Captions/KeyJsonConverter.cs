using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaptionCluster.Storage.Captions;

/// <summary>A caption's key inside other documents.</summary>
internal sealed class KeyJsonConverter : JsonConverter<CaptionKey>
{
    public override CaptionKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, StoreJson.Default.KeyDocument)?.ToKey() ?? throw new JsonException("A key is missing.");

    public override void Write(Utf8JsonWriter writer, CaptionKey value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, KeyDocument.Of(value), StoreJson.Default.KeyDocument);
}
