using CaptionCluster.MongoDBDouble.Data;
using CaptionCluster.MongoDBDouble.Faults;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Commands;

/// <summary>createIndexes, listIndexes, drop, dropDatabase.</summary>
internal sealed class IndexCommands(DoubleData data)
{
    public BsonDocument Create(BsonDocument command)
    {
        var collection = data[NameOf(command, "createIndexes")];
        var before = collection.Indexes.Count;
        foreach (var definition in command["indexes"].AsBsonArray) collection.AddIndex(definition.AsBsonDocument);
        return Replies.Ok(new BsonElement("numIndexesBefore", before), new BsonElement("numIndexesAfter", collection.Indexes.Count));
    }

    public BsonDocument List(BsonDocument command)
    {
        var name = NameOf(command, "listIndexes");
        var definitions = new BsonArray(data[name].Indexes.Select(index => index.Definition));
        return Replies.Ok(new BsonElement("cursor", new BsonDocument { { "id", 0L }, { "ns", name }, { "firstBatch", definitions } }));
    }

    public BsonDocument Drop(BsonDocument command)
    {
        data.Drop(NameOf(command, "drop"));
        return Replies.Ok();
    }

    public BsonDocument DropDatabase(BsonDocument command)
    {
        data.DropDatabase(command["$db"].AsString);
        return Replies.Ok();
    }

    private static string NameOf(BsonDocument command, string name) => $"{command["$db"].AsString}.{command[name].AsString}";
}
