using CaptionCluster.Storage.MongoDB.Captions;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Serializers;

namespace CaptionCluster.Storage.MongoDB.Opening;

/// <summary>A caption's key inside other documents: <c>{ model: {…}, decoding: {…} }</c>.</summary>
internal sealed class KeySerializer : SerializerBase<CaptionKey>
{
    public override CaptionKey Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var document = BsonSerializer.Deserialize<KeyDocument>(context.Reader);
        return new CaptionKey(document.Model, document.Decoding.ToOptions());
    }

    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, CaptionKey value) =>
        BsonSerializer.Serialize(context.Writer, new KeyDocument(value.Model, DecodingDocument.Of(value.Decoding)));

    private sealed record KeyDocument([property: BsonElement("model")] ModelId Model, [property: BsonElement("decoding")] DecodingDocument Decoding);
}
