using CaptionCluster.Storage.Captions;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace CaptionCluster.Storage.MongoDB.Opening;

/// <summary>Decoding options as BSON: <c>{ numBeams: 3, … }</c>.</summary>
internal sealed class DecodingSerializer : SerializerBase<DecodingOptions>
{
    public override DecodingOptions Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
        BsonDocumentSerializer.Instance.Deserialize(context, args).Aggregate(
            new DecodingOptions(),
            (options, element) => DecodingValues.With(options, element.Name, BsonTypeMapper.MapToDotNetValue(element.Value)));

    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, DecodingOptions value) =>
        BsonDocumentSerializer.Instance.Serialize(
            context,
            new BsonDocument(DecodingValues.Of(value).Select(option => new BsonElement(option.Name, BsonValue.Create(option.Value))))
        );
}
