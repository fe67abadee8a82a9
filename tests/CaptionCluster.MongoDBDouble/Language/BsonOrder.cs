using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Language;

/// <summary>The server's order of values: by kind, then by value; numbers of all types together, strings by their bytes.</summary>
internal sealed class BsonOrder : IComparer<BsonValue>, IEqualityComparer<BsonValue>
{
    public static BsonOrder Instance { get; } = new();

    public static bool SameKind(BsonValue one, BsonValue other) => Kind(one) == Kind(other);

    public int Compare(BsonValue? x, BsonValue? y)
    {
        var kinds = Kind(x!).CompareTo(Kind(y!));
        if (kinds != 0) return kinds;
        return (x, y) switch
        {
            (BsonString a, BsonString b) => string.CompareOrdinal(a.Value, b.Value),
            (BsonBinaryData a, BsonBinaryData b) => CompareBinary(a, b),
            (BsonDocument a, BsonDocument b) => CompareSequences(
                [.. a.SelectMany(element => (BsonValue[])[element.Name, element.Value])],
                [.. b.SelectMany(element => (BsonValue[])[element.Name, element.Value])]),
            (BsonArray a, BsonArray b) => CompareSequences([.. a], [.. b]),
            _ => x!.CompareTo(y),
        };
    }

    public bool Equals(BsonValue? x, BsonValue? y) => Compare(x, y) == 0;

    public int GetHashCode(BsonValue obj) => obj.IsNumeric ? obj.ToDouble().GetHashCode() : obj.GetHashCode();

    private static int CompareBinary(BsonBinaryData a, BsonBinaryData b)
    {
        var lengths = a.Bytes.Length.CompareTo(b.Bytes.Length);
        if (lengths != 0) return lengths;
        var types = a.SubType.CompareTo(b.SubType);
        return types != 0 ? types : a.Bytes.AsSpan().SequenceCompareTo(b.Bytes);
    }

    private int CompareSequences(BsonValue[] a, BsonValue[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var difference = Compare(a[i], b[i]);
            if (difference != 0) return difference;
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int Kind(BsonValue value) => value.BsonType switch
    {
        BsonType.MinKey => 0,
        BsonType.Undefined or BsonType.Null => 1,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128 => 2,
        BsonType.String or BsonType.Symbol => 3,
        BsonType.Document => 4,
        BsonType.Array => 5,
        BsonType.Binary => 6,
        BsonType.ObjectId => 7,
        BsonType.Boolean => 8,
        BsonType.DateTime => 9,
        BsonType.Timestamp => 10,
        BsonType.RegularExpression => 11,
        _ => 12,
    };
}
