using System.Globalization;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Language;

/// <summary>Dotted paths, as queries and updates walk them.</summary>
internal static class BsonPath
{
    /// <summary>
    /// Every value a query sees at a path: through arrays on the way, and an array at the end both as itself and as its elements.
    /// </summary>
    public static IEnumerable<BsonValue> Find(BsonValue root, string path)
    {
        foreach (var value in Walk(root, path.Split('.'), 0))
        {
            yield return value;
            if (value is not BsonArray array) continue;
            foreach (var element in array) yield return element;
        }
    }

    /// <summary>The one value at a path that goes through no array; null when it is not there.</summary>
    public static BsonValue? Get(BsonDocument root, string path)
    {
        BsonValue? value = root;
        foreach (var name in path.Split('.'))
        {
            value = value switch
            {
                BsonDocument document => document.GetValue(name, null),
                BsonArray array when int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index < array.Count => array[index],
                _ => null,
            };
        }

        return value;
    }

    public static void Set(BsonDocument root, string path, BsonValue value)
    {
        var (parent, name) = Parent(root, path, create: true)!.Value;
        if (parent is BsonArray array) SetElement(array, int.Parse(name, CultureInfo.InvariantCulture), value);
        else parent.AsBsonDocument[name] = value;
    }

    public static void Unset(BsonDocument root, string path)
    {
        if (Parent(root, path, create: false) is not var (parent, name)) return;
        if (parent is BsonDocument document) document.Remove(name);
        else if (parent is BsonArray array) SetElement(array, int.Parse(name, CultureInfo.InvariantCulture), BsonNull.Value);
    }

    private static IEnumerable<BsonValue> Walk(BsonValue value, string[] names, int depth)
    {
        if (depth == names.Length) return [value];
        return value switch
        {
            BsonDocument document => document.TryGetValue(names[depth], out var next) ? Walk(next, names, depth + 1) : [],
            BsonArray array => Elements(array, names, depth),
            _ => [],
        };
    }

    private static IEnumerable<BsonValue> Elements(BsonArray array, string[] names, int depth)
    {
        if (int.TryParse(names[depth], CultureInfo.InvariantCulture, out var index))
        {
            return index < array.Count ? Walk(array[index], names, depth + 1) : [];
        }

        return array.Where(element => element is BsonDocument).SelectMany(element => Walk(element, names, depth));
    }

    private static (BsonValue Parent, string Name)? Parent(BsonDocument root, string path, bool create)
    {
        var names = path.Split('.');
        BsonValue parent = root;
        foreach (var name in names[..^1])
        {
            if (parent is BsonArray array)
            {
                parent = array[int.Parse(name, CultureInfo.InvariantCulture)];
                continue;
            }

            if (parent is not BsonDocument document)
            {
                throw new CommandException(28, "PathNotViable", $"Cannot create a field in {parent} at {path}");
            }

            if (!document.Contains(name))
            {
                if (!create) return null;
                document[name] = new BsonDocument();
            }

            parent = document[name];
        }

        return (parent, names[^1]);
    }

    private static void SetElement(BsonArray array, int index, BsonValue value)
    {
        while (array.Count <= index) array.Add(BsonNull.Value);
        array[index] = value;
    }
}
