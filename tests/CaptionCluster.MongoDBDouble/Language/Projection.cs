using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Language;

/// <summary>Which fields are sent: all, those named, or all but those named.</summary>
internal static class Projection
{
    public static BsonDocument Apply(BsonDocument document, BsonDocument? projection)
    {
        if (projection is null || projection.ElementCount == 0)
        {
            return document;
        }

        if (projection.Any(field => !field.Value.IsNumeric && !field.Value.IsBoolean))
        {
            throw CommandException.Unknown("computed projections");
        }

        var includes = projection.Any(field => field.Name != "_id" && field.Value.ToBoolean());
        if (!includes) return Exclude(document, projection);

        var result = new BsonDocument();
        if (projection.GetValue("_id", true).ToBoolean() && document.TryGetValue("_id", out var id)) result["_id"] = id;
        foreach (var field in projection.Where(field => field.Name != "_id" && field.Value.ToBoolean()))
        {
            if (BsonPath.Get(document, field.Name) is { } value) BsonPath.Set(result, field.Name, value);
        }

        return result;
    }

    private static BsonDocument Exclude(BsonDocument document, BsonDocument projection)
    {
        var result = document.DeepClone().AsBsonDocument;
        foreach (var field in projection.Where(field => !field.Value.ToBoolean())) BsonPath.Unset(result, field.Name);
        return result;
    }
}
