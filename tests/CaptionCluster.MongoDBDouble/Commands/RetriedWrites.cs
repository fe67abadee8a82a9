using CaptionCluster.MongoDBDouble.Faults;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Commands;

/// <summary>Remembers what the newest numbered write of each session was told, so that one that comes again is not done again.</summary>
internal sealed class RetriedWrites
{
    private readonly Dictionary<BsonValue, (long Number, BsonDocument Reply)> _newest = [];

    public BsonDocument Once(BsonDocument command, Func<BsonDocument, BsonDocument> execute)
    {
        if (!command.TryGetValue("txnNumber", out var txnNumber)) return execute(command);
        if (command.Contains("startTransaction")) return Replies.Error(20, "IllegalOperation", "The double has no transactions");

        var session = command["lsid"]["id"];
        var number = txnNumber.ToInt64();
        if (_newest.TryGetValue(session, out var newest))
        {
            if (newest.Number == number)
            {
                return newest.Reply.DeepClone().AsBsonDocument;
            }

            if (newest.Number > number)
            {
                return Replies.Error(225, "TransactionTooOld", $"Retryable write {number} is older than {newest.Number}");
            }
        }

        var reply = execute(command);
        _newest[session] = (number, reply.DeepClone().AsBsonDocument);
        return reply;
    }
}
