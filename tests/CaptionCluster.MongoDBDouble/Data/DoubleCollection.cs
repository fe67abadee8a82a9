using CaptionCluster.MongoDBDouble.Language;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Data;

/// <summary>Documents in the order of insertion, and their indexes.</summary>
internal sealed class DoubleCollection(string name)
{
    private readonly LinkedList<StoredDocument> _documents = new();
    private readonly Dictionary<StoredDocument, LinkedListNode<StoredDocument>> _places = [];
    private readonly List<DoubleIndex> _indexes =
    [
        new(
            new BsonDocument
            {
                { "v", 2 },
                { "key", new BsonDocument("_id", 1) },
                { "name", "_id_" },
            }
        ),
    ];

    public string Name => name;

    public int Count => _documents.Count;

    public IReadOnlyList<DoubleIndex> Indexes => _indexes;

    public void AddIndex(BsonDocument definition)
    {
        var same = _indexes.Find(index => index.Name == definition["name"].AsString);
        if (same is not null)
        {
            if (!same.Definition.Where(element => element.Name != "v").SequenceEqual(definition.Where(element => element.Name != "v")))
            {
                throw new CommandException(
                    86,
                    "IndexKeySpecsConflict",
                    $"An existing index has the same name as the requested index {definition["name"]}, but not its definition."
                );
            }

            return;
        }

        var index = new DoubleIndex(definition);
        foreach (var document in _documents)
        {
            if (index.Conflict(document.Value, document, name) is { } conflict) throw conflict;
            index.Add(document);
        }

        _indexes.Add(index);
    }

    public IEnumerable<StoredDocument> Find(BsonDocument query, BsonDocument? sort = null)
    {
        var found = Candidates(query).Where(document => Query.Matches(document.Value, query));
        return sort is null or { ElementCount: 0 } ? found : Sorted(found, sort);
    }

    public void Insert(BsonDocument value)
    {
        if (!value.Contains("_id")) value.InsertAt(0, new BsonElement("_id", ObjectId.GenerateNewId()));
        Check(value, null);
        var document = new StoredDocument(value);
        _places.Add(document, _documents.AddLast(document));
        foreach (var index in _indexes) index.Add(document);
    }

    public void Replace(StoredDocument document, BsonDocument value)
    {
        Check(value, document);
        foreach (var index in _indexes) index.Remove(document);
        document.Value = value;
        foreach (var index in _indexes) index.Add(document);
    }

    public void Remove(StoredDocument document)
    {
        if (!_places.Remove(document, out var place)) return;
        _documents.Remove(place);
        foreach (var index in _indexes) index.Remove(document);
    }

    public void RemoveExpired(DateTime now)
    {
        foreach (var document in _documents.Where(document => _indexes.Exists(index => index.HasExpired(document.Value, now))).ToList())
        {
            Remove(document);
        }
    }

    private void Check(BsonDocument value, StoredDocument? itself)
    {
        foreach (var index in _indexes)
        {
            if (index.Conflict(value, itself, name) is { } conflict) throw conflict;
        }
    }

    private IEnumerable<StoredDocument> Candidates(BsonDocument query)
    {
        foreach (var index in _indexes)
        {
            if (Query.EqualityOf(query, index.FirstField) is { } first) return [.. index.Find(first)];
        }

        return _documents;
    }

    private static IEnumerable<StoredDocument> Sorted(IEnumerable<StoredDocument> documents, BsonDocument sort)
    {
        IOrderedEnumerable<StoredDocument>? sorted = null;
        foreach (var field in sort)
        {
            Func<StoredDocument, BsonValue> key = document => BsonPath.Get(document.Value, field.Name) ?? BsonNull.Value;
            sorted = (sorted, field.Value.ToInt32() < 0) switch
            {
                (null, false) => documents.OrderBy(key, BsonOrder.Instance),
                (null, true) => documents.OrderByDescending(key, BsonOrder.Instance),
                (_, false) => sorted.ThenBy(key, BsonOrder.Instance),
                (_, true) => sorted.ThenByDescending(key, BsonOrder.Instance),
            };
        }

        return sorted!;
    }
}
