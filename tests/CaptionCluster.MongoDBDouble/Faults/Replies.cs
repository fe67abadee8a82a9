using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Faults;

internal static class Replies
{
    public static BsonDocument Ok(params ReadOnlySpan<BsonElement> elements)
    {
        var reply = new BsonDocument();
        foreach (var element in elements) reply.Add(element);
        return reply.Add("ok", 1.0);
    }

    public static BsonDocument Error(int code, string name, string message, params ReadOnlySpan<string> labels)
    {
        var reply = new BsonDocument { { "ok", 0.0 }, { "errmsg", message }, { "code", code }, { "codeName", name } };
        if (labels.Length > 0) reply.Add("errorLabels", new BsonArray(labels.ToArray()));
        return reply;
    }
}
