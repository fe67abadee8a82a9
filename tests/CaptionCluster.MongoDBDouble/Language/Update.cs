using System.Globalization;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Language;

/// <summary>Applies updates: whole replacements and operators, the positional <c>$</c> among their paths.</summary>
internal static class Update
{
    public static bool IsReplacement(BsonValue update) =>
        update is BsonDocument document && (document.ElementCount == 0 || !document.GetElement(0).Name.StartsWith('$'));

    /// <summary>The document as the update leaves it; the one given is not changed.</summary>
    public static BsonDocument Apply(BsonDocument document, BsonValue update, BsonDocument query, bool isInsert)
    {
        if (update is not BsonDocument operators) throw CommandException.Unknown("updates by pipeline");
        if (IsReplacement(update)) return Replace(document, operators);

        var result = document.DeepClone().AsBsonDocument;
        foreach (var (name, changes) in operators.Select(element => (element.Name, element.Value.AsBsonDocument)))
        {
            if (name == "$setOnInsert" && !isInsert) continue;
            foreach (var change in changes) Change(result, name, Positional(document, change.Name, query), change.Value);
        }

        if (document.TryGetValue("_id", out var id) && !BsonOrder.Instance.Equals(id, result["_id"]))
        {
            throw new CommandException(
                66,
                "ImmutableField",
                "Performing an update on the path '_id' would modify the immutable field '_id'"
            );
        }

        return result;
    }

    /// <summary>What an upsert starts from: the query's equalities.</summary>
    public static BsonDocument Seed(BsonDocument query)
    {
        var seed = new BsonDocument();
        foreach (var condition in query)
        {
            if (condition.Name == "$and")
            {
                foreach (var part in condition.Value.AsBsonArray) seed.Merge(Seed(part.AsBsonDocument));
            }
            else if (!condition.Name.StartsWith('$') && Query.EqualityOf(query, condition.Name) is { } value)
            {
                BsonPath.Set(seed, condition.Name, value);
            }
        }

        return seed;
    }

    private static BsonDocument Replace(BsonDocument document, BsonDocument replacement)
    {
        var result = new BsonDocument();
        if (document.TryGetValue("_id", out var id)) result["_id"] = id;
        if (replacement.TryGetValue("_id", out var other) && id is not null && !BsonOrder.Instance.Equals(id, other))
        {
            throw new CommandException(66, "ImmutableField", "The _id field cannot be changed");
        }

        return result.Merge(replacement.DeepClone().AsBsonDocument, overwriteExistingElements: true);
    }

    private static void Change(BsonDocument document, string name, string path, BsonValue operand)
    {
        var current = BsonPath.Get(document, path);
        switch (name)
        {
            case "$set" or "$setOnInsert":
                BsonPath.Set(document, path, operand);
                break;
            case "$unset":
                BsonPath.Unset(document, path);
                break;
            case "$inc":
                BsonPath.Set(document, path, Sum(current, operand));
                break;
            case "$min" when current is null || BsonOrder.Instance.Compare(operand, current) < 0:
            case "$max" when current is null || BsonOrder.Instance.Compare(operand, current) > 0:
                BsonPath.Set(document, path, operand);
                break;
            case "$min" or "$max":
                break;
            case "$push":
                Push(document, path, current, operand);
                break;
            case "$pull":
                if (current is BsonArray array)
                {
                    BsonPath.Set(document, path, new BsonArray(array.Where(element => !IsPulled(element, operand))));
                }

                break;
            default:
                throw CommandException.Unknown($"the update operator {name}");
        }
    }

    private static BsonValue Sum(BsonValue? current, BsonValue operand) => (current, operand) switch
    {
        (null, _) => operand,
        (BsonInt32 a, BsonInt32 b) => a.Value + b.Value,
        ({ IsNumeric: true }, { IsDouble: true }) or ({ IsDouble: true }, _) => current.ToDouble() + operand.ToDouble(),
        _ => current.ToInt64() + operand.ToInt64(),
    };

    private static void Push(BsonDocument document, string path, BsonValue? current, BsonValue operand)
    {
        var array = current is null ? [] : (BsonArray)current.DeepClone();
        if (operand is BsonDocument { } modifiers && modifiers.TryGetValue("$each", out var each)) array.AddRange(each.AsBsonArray);
        else array.Add(operand);
        BsonPath.Set(document, path, array);
    }

    private static bool IsPulled(BsonValue element, BsonValue operand) =>
        operand is BsonDocument wanted ? Query.MatchesElement(element, wanted) : BsonOrder.Instance.Equals(element, operand);

    /// <summary>Puts the index of the array's element that the query met in the place of <c>$</c>.</summary>
    private static string Positional(BsonDocument document, string path, BsonDocument query)
    {
        var place = path.EndsWith(".$", StringComparison.Ordinal) ? path.Length - 2 : path.IndexOf(".$.", StringComparison.Ordinal);
        if (place < 0) return path;
        var array = path[..place];
        var index = BsonPath.Get(document, array) is BsonArray elements
            ? elements.ToList().FindIndex(element => IsMet(element, array, query))
            : -1;
        if (index < 0)
        {
            throw new CommandException(2, "BadValue", "The positional operator did not find the match needed from the query.");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{array}.{index}{path[(place + 2)..]}");
    }

    private static bool IsMet(BsonValue element, string array, BsonDocument query) =>
        query.Any(condition =>
            condition switch
            {
                { Name: "$and" } => condition.Value.AsBsonArray.Any(part => IsMet(element, array, part.AsBsonDocument)),
                _ when condition.Name == array
                        && condition.Value is BsonDocument operators
                        && operators.TryGetValue("$elemMatch", out var wanted) => Query.MatchesElement(element, wanted.AsBsonDocument),
                _ when condition.Name.StartsWith(array + ".", StringComparison.Ordinal) => Query.Matches(
                    element,
                    new BsonDocument(condition.Name[(array.Length + 1)..], condition.Value)
                ),
                _ => false,
            }
        );
}
