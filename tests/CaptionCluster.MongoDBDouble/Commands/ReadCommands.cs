using CaptionCluster.MongoDBDouble.Data;
using CaptionCluster.MongoDBDouble.Faults;
using CaptionCluster.MongoDBDouble.Language;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Commands;

/// <summary>find, getMore, killCursors, distinct, and of aggregate what counting needs.</summary>
internal sealed class ReadCommands(DoubleData data)
{
    private const int FirstBatchSize = 101;

    private readonly Dictionary<long, Queue<BsonDocument>> _cursors = [];
    private long _lastCursor;

    public BsonDocument Find(BsonDocument command)
    {
        var query = command.GetValue("filter", new BsonDocument()).AsBsonDocument;
        var found = Collection(command, "find").Find(query, command.GetValue("sort", null) as BsonDocument)
            .Skip(command.GetValue("skip", 0).ToInt32());
        var limit = command.GetValue("limit", 0).ToInt32();
        if (limit > 0) found = found.Take(limit);

        var projection = command.GetValue("projection", null) as BsonDocument;
        var batch = command.GetValue("batchSize", FirstBatchSize).ToInt32();
        if (command.GetValue("singleBatch", false).ToBoolean()) found = found.Take(batch);
        return Cursor(command, "find", [.. found.Select(document => Projection.Apply(document.Value, projection))], batch);
    }

    public BsonDocument GetMore(BsonDocument command)
    {
        var id = command["getMore"].ToInt64();
        if (!_cursors.TryGetValue(id, out var rest)) throw new CommandException(43, "CursorNotFound", $"cursor id {id} not found");
        var batch = Take(rest, command.GetValue("batchSize", int.MaxValue).ToInt32());
        if (rest.Count == 0) _cursors.Remove(id);
        var cursor = new BsonDocument
        {
            { "id", rest.Count == 0 ? 0L : id },
            { "ns", $"{command["$db"].AsString}.{command["collection"].AsString}" },
            { "nextBatch", batch },
        };
        return Replies.Ok(new BsonElement("cursor", cursor));
    }

    public BsonDocument KillCursors(BsonDocument command)
    {
        var ids = command["cursors"].AsBsonArray;
        foreach (var id in ids) _cursors.Remove(id.ToInt64());
        return Replies.Ok(new BsonElement("cursorsKilled", ids));
    }

    public BsonDocument Distinct(BsonDocument command)
    {
        var query = command.GetValue("query", new BsonDocument()).AsBsonDocument;
        var values = Collection(command, "distinct").Find(query)
            .Select(document => BsonPath.Get(document.Value, command["key"].AsString))
            .OfType<BsonValue>().Distinct(BsonOrder.Instance);
        return Replies.Ok(new BsonElement("values", new BsonArray(values)));
    }

    /// <summary>
    /// The stages a count is made of: <c>$match</c>, <c>$skip</c>, <c>$limit</c>, and a <c>$group</c> of all that sums ones.
    /// </summary>
    public BsonDocument Aggregate(BsonDocument command)
    {
        var documents = Collection(command, "aggregate").Find([]).Select(document => document.Value);
        foreach (var stage in command["pipeline"].AsBsonArray.Select(stage => stage.AsBsonDocument.GetElement(0)))
        {
            documents = stage.Name switch
            {
                "$match" => documents.Where(document => Query.Matches(document, stage.Value.AsBsonDocument)),
                "$skip" => documents.Skip(stage.Value.ToInt32()),
                "$limit" => documents.Take(stage.Value.ToInt32()),
                "$group" => Count([.. documents], stage.Value.AsBsonDocument),
                _ => throw CommandException.Unknown($"the stage {stage.Name}"),
            };
        }

        return Cursor(command, "aggregate", [.. documents], int.MaxValue);
    }

    private static IEnumerable<BsonDocument> Count(List<BsonDocument> documents, BsonDocument group)
    {
        if (group["_id"] is BsonString or BsonDocument || group["n"] != new BsonDocument("$sum", 1))
        {
            throw CommandException.Unknown($"the group {group}");
        }

        return documents.Count == 0 ? [] : [new BsonDocument { { "_id", group["_id"] }, { "n", documents.Count } }];
    }

    private DoubleCollection Collection(BsonDocument command, string name) => data[$"{command["$db"].AsString}.{command[name].AsString}"];

    private BsonDocument Cursor(BsonDocument command, string name, List<BsonDocument> documents, int batchSize)
    {
        var rest = new Queue<BsonDocument>(documents);
        var first = Take(rest, batchSize);
        var id = rest.Count == 0 ? 0 : ++_lastCursor;
        if (id != 0) _cursors.Add(id, rest);
        return Replies.Ok(new BsonElement("cursor", new BsonDocument
        {
            { "id", id }, { "ns", $"{command["$db"].AsString}.{command[name].AsString}" }, { "firstBatch", first },
        }));
    }

    private static BsonArray Take(Queue<BsonDocument> documents, int count)
    {
        var batch = new BsonArray();
        while (batch.Count < count && documents.TryDequeue(out var document)) batch.Add(document);
        return batch;
    }
}
