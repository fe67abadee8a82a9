using CaptionCluster.MongoDBDouble.Language;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Data;

/// <summary>One index: keeps what is unique unique, tells what has expired, and finds documents by the value of its first field.</summary>
internal sealed class DoubleIndex(BsonDocument definition)
{
    private readonly string[] _fields = [.. definition["key"].AsBsonDocument.Names];
    private readonly Dictionary<BsonValue, List<StoredDocument>> _byFirst = new(BsonOrder.Instance);

    public BsonDocument Definition => definition;

    public string Name => definition["name"].AsString;

    public string FirstField => _fields[0];

    private bool IsUnique => definition.GetValue("unique", false).ToBoolean() || Name == "_id_";

    public void Add(StoredDocument document)
    {
        var first = First(document.Value);
        if (!_byFirst.TryGetValue(first, out var same)) _byFirst.Add(first, same = []);
        same.Add(document);
    }

    public void Remove(StoredDocument document)
    {
        var first = First(document.Value);
        if (!_byFirst.TryGetValue(first, out var same)) return;
        same.Remove(document);
        if (same.Count == 0) _byFirst.Remove(first);
    }

    public IReadOnlyList<StoredDocument> Find(BsonValue first) => _byFirst.TryGetValue(first, out var same) ? same : [];

    /// <summary>The error when a document can't be beside those that are there; null when it can.</summary>
    public CommandException? Conflict(BsonDocument candidate, StoredDocument? itself, string collection)
    {
        if (!IsUnique || !IsCovered(candidate)) return null;
        var key = Key(candidate);
        return Find(First(candidate))
            .Any(other => other != itself && IsCovered(other.Value) && BsonOrder.Instance.Equals(Key(other.Value), key))
            ? new CommandException(
                11000,
                "DuplicateKey",
                $"E11000 duplicate key error collection: {collection} index: {Name} dup key: {key}"
            )
            : null;
    }

    public bool HasExpired(BsonDocument document, DateTime now) =>
        definition.TryGetValue("expireAfterSeconds", out var seconds)
        && BsonPath.Get(document, FirstField) is BsonDateTime time
        && time.ToUniversalTime().AddSeconds(seconds.ToDouble()) <= now;

    /// <summary>Whether a sparse or partial index has the document at all.</summary>
    private bool IsCovered(BsonDocument document) =>
        (!definition.GetValue("sparse", false).ToBoolean() || _fields.Any(field => BsonPath.Get(document, field) is not null))
        && (!definition.TryGetValue("partialFilterExpression", out var filter) || Query.Matches(document, filter.AsBsonDocument));

    private BsonValue First(BsonDocument document) => BsonPath.Get(document, FirstField) ?? BsonNull.Value;

    private BsonArray Key(BsonDocument document) => [.. _fields.Select(field => BsonPath.Get(document, field) ?? BsonNull.Value)];
}

/// <summary>A document in its place: the place stays when the value is replaced.</summary>
internal sealed class StoredDocument(BsonDocument value)
{
    public BsonDocument Value { get; set; } = value;
}
