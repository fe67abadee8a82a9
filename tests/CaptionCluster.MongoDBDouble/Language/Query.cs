using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Language;

/// <summary>Tells whether a document matches a query.</summary>
internal static class Query
{
    public static bool Matches(BsonValue document, BsonDocument query) => query.All(condition => condition.Name switch
    {
        "$and" => condition.Value.AsBsonArray.All(part => Matches(document, part.AsBsonDocument)),
        "$or" => condition.Value.AsBsonArray.Any(part => Matches(document, part.AsBsonDocument)),
        "$nor" => !condition.Value.AsBsonArray.Any(part => Matches(document, part.AsBsonDocument)),
        ['$', ..] => throw CommandException.Unknown(condition.Name),
        _ => MatchesPath(document, condition.Name, condition.Value),
    });

    /// <summary>Whether an array's element is what an <c>$elemMatch</c> wants: a document by query, or a value by operators.</summary>
    public static bool MatchesElement(BsonValue element, BsonDocument wanted) =>
        IsOperators(wanted)
            ? wanted.All(condition => Applies([element], condition.Name, condition.Value))
            : element is BsonDocument && Matches(element, wanted);

    /// <summary>What must be equal for a match, by path: what an index can look up.</summary>
    public static BsonValue? EqualityOf(BsonDocument query, string path)
    {
        foreach (var condition in query)
        {
            if (condition.Name == "$and")
            {
                var inner = condition
                    .Value.AsBsonArray.Select(part => EqualityOf(part.AsBsonDocument, path))
                    .FirstOrDefault(value => value is not null);
                if (inner is not null)
                {
                    return inner;
                }
            }

            if (condition.Name != path) continue;
            if (condition.Value is not BsonDocument operators || !IsOperators(operators)) return condition.Value;
            if (operators.TryGetValue("$eq", out var equal)) return equal;
        }

        return null;
    }

    private static bool MatchesPath(BsonValue document, string path, BsonValue wanted)
    {
        List<BsonValue> values = [.. BsonPath.Find(document, path)];
        return wanted is BsonDocument operators && IsOperators(operators)
            ? operators.All(condition => Applies(values, condition.Name, condition.Value))
            : Applies(values, "$eq", wanted);
    }

    private static bool IsOperators(BsonDocument value) => value.ElementCount > 0 && value.GetElement(0).Name.StartsWith('$');

    private static bool Applies(List<BsonValue> values, string name, BsonValue operand) =>
        name switch
        {
            "$eq" when operand.IsBsonRegularExpression => throw CommandException.Unknown("regular expressions"),
            "$eq" => values.Exists(value => BsonOrder.Instance.Equals(value, operand)) || (operand.IsBsonNull && values.Count == 0),
            "$ne" => !Applies(values, "$eq", operand),
            "$gt" => values.Exists(value => IsOrdered(value, operand, difference => difference > 0)),
            "$gte" => values.Exists(value => IsOrdered(value, operand, difference => difference >= 0)),
            "$lt" => values.Exists(value => IsOrdered(value, operand, difference => difference < 0)),
            "$lte" => values.Exists(value => IsOrdered(value, operand, difference => difference <= 0)),
            "$in" => operand.AsBsonArray.Any(wanted => Applies(values, "$eq", wanted)),
            "$nin" => !Applies(values, "$in", operand),
            "$exists" => values.Count > 0 == operand.ToBoolean(),
            "$not" => !operand.AsBsonDocument.All(condition => Applies(values, condition.Name, condition.Value)),
            "$size" => values.Exists(value => value is BsonArray array && array.Count == operand.ToInt32()),
            "$elemMatch" => values.Exists(value =>
                value is BsonArray array && array.Any(element => MatchesElement(element, operand.AsBsonDocument))
            ),
            _ => throw CommandException.Unknown($"the operator {name}"),
        };

    private static bool IsOrdered(BsonValue value, BsonValue operand, Func<int, bool> wanted) =>
        BsonOrder.SameKind(value, operand) && wanted(BsonOrder.Instance.Compare(value, operand));
}
