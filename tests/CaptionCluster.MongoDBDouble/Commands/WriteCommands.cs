using CaptionCluster.MongoDBDouble.Data;
using CaptionCluster.MongoDBDouble.Faults;
using CaptionCluster.MongoDBDouble.Language;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Commands;

/// <summary>insert, update, delete, findAndModify.</summary>
internal sealed class WriteCommands(DoubleData data)
{
    /// <summary>What the server takes, in bytes.</summary>
    private const int MaxDocumentSize = 16 * 1024 * 1024;

    public BsonDocument Insert(BsonDocument command)
    {
        var collection = Collection(command, "insert");
        return Each(command, "documents", (document, _) =>
        {
            Insert(collection, document.DeepClone().AsBsonDocument);
            return 1;
        });
    }

    public BsonDocument Update(BsonDocument command)
    {
        var collection = Collection(command, "update");
        var modified = 0;
        var upserted = new BsonArray();
        var reply = Each(command, "updates", (statement, index) =>
        {
            var query = statement["q"].AsBsonDocument;
            var many = statement.GetValue("multi", false).ToBoolean();
            var matched = (many ? collection.Find(query) : collection.Find(query).Take(1)).ToList();
            foreach (var document in matched)
            {
                if (Change(collection, document, statement["u"], query)) modified++;
            }

            if (matched.Count > 0 || !statement.GetValue("upsert", false).ToBoolean()) return matched.Count;
            upserted.Add(new BsonDocument { { "index", index }, { "_id", Upsert(collection, statement["u"], query)["_id"] } });
            return 1;
        });
        reply.InsertAt(1, new BsonElement("nModified", modified));
        if (upserted.Count > 0) reply.Add("upserted", upserted);
        return reply;
    }

    public BsonDocument Delete(BsonDocument command)
    {
        var collection = Collection(command, "delete");
        return Each(command, "deletes", (statement, _) =>
        {
            var found = collection.Find(statement["q"].AsBsonDocument);
            var removed = (statement["limit"].ToInt32() == 1 ? found.Take(1) : found).ToList();
            foreach (var document in removed) collection.Remove(document);
            return removed.Count;
        });
    }

    public BsonDocument FindAndModify(BsonDocument command)
    {
        var collection = Collection(command, "findAndModify");
        var query = command.GetValue("query", new BsonDocument()).AsBsonDocument;
        var fields = command.GetValue("fields", null) as BsonDocument;
        var wantsNew = command.GetValue("new", false).ToBoolean();
        var document = collection.Find(query, command.GetValue("sort", null) as BsonDocument).FirstOrDefault();
        var before = document?.Value;
        var after = before;
        if (command.GetValue("remove", false).ToBoolean())
        {
            if (document is not null) collection.Remove(document);
        }
        else if (document is not null)
        {
            Change(collection, document, command["update"], query);
            after = document.Value;
        }
        else if (command.GetValue("upsert", false).ToBoolean())
        {
            after = Upsert(collection, command["update"], query);
        }

        var value = wantsNew ? after : before;
        var outcome = new BsonDocument { { "n", before is null && after is null ? 0 : 1 }, { "updatedExisting", before is not null } };
        return Replies.Ok(
            new BsonElement("lastErrorObject", outcome),
            new BsonElement("value", value is null ? BsonNull.Value : Projection.Apply(value, fields)));
    }

    private static void Insert(DoubleCollection collection, BsonDocument document)
    {
        Measure(document);
        collection.Insert(document);
    }

    private static bool Change(DoubleCollection collection, StoredDocument document, BsonValue update, BsonDocument query)
    {
        var value = Language.Update.Apply(document.Value, update, query, isInsert: false);
        if (value.Equals(document.Value)) return false;
        Measure(value);
        collection.Replace(document, value);
        return true;
    }

    private static BsonDocument Upsert(DoubleCollection collection, BsonValue update, BsonDocument query)
    {
        var seed = Language.Update.IsReplacement(update) ? [] : Language.Update.Seed(query);
        var value = Language.Update.Apply(seed, update, query, isInsert: true);
        if (!value.Contains("_id") && Query.EqualityOf(query, "_id") is { } id) value["_id"] = id;
        Insert(collection, value);
        return value;
    }

    private static void Measure(BsonDocument document)
    {
        var size = document.ToBson().Length;
        if (size > MaxDocumentSize)
        {
            throw new CommandException(
                10334,
                "BSONObjectTooLarge",
                $"BSONObj size: {size} is invalid. Size must be between 0 and {MaxDocumentSize}"
            );
        }
    }

    /// <summary>Runs a command's statements: all of them, or, in order, up to the first that fails.</summary>
    private static BsonDocument Each(BsonDocument command, string name, Func<BsonDocument, int, int> execute)
    {
        var n = 0;
        var errors = new BsonArray();
        var statements = command[name].AsBsonArray;
        for (var index = 0; index < statements.Count; index++)
        {
            try
            {
                n += execute(statements[index].AsBsonDocument, index);
            }
            catch (CommandException error)
            {
                errors.Add(
                    new BsonDocument
                    {
                        { "index", index },
                        { "code", error.Code },
                        { "codeName", error.CodeName },
                        { "errmsg", error.Message },
                    }
                );
                if (command.GetValue("ordered", true).ToBoolean())
                {
                    break;
                }
            }
        }

        var reply = new BsonDocument { { "n", n }, { "ok", 1.0 } };
        if (errors.Count > 0) reply.Add("writeErrors", errors);
        return reply;
    }

    private DoubleCollection Collection(BsonDocument command, string name) => data[$"{command["$db"].AsString}.{command[name].AsString}"];
}
