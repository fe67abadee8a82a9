using System.Reflection;
using System.Security.Cryptography;

namespace CaptionCluster.Testing.Storage;

/// <summary>
/// Values with every property set to something else than its default, found by reflection: a property that is added to a record is in it
/// from then on, and what forgets to keep it is found out. Equal calls give equal values.
/// </summary>
public static class Filled
{
    public static T Make<T>(int seed = 1) => (T)Make(typeof(T), new Counter(seed));

    private static object Make(Type type, Counter counter)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var number = counter.Next();
        if (type == typeof(string)) return $"text {number} – \"ü\"";
        if (type == typeof(bool)) return true;
        if (type == typeof(int) || type == typeof(long)) return Convert.ChangeType(number, type);
        if (type == typeof(float)) return number / 64f; // As exact as a half.
        if (type == typeof(double)) return number / 7.0;
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.UnixEpoch.AddMilliseconds(1_700_000_000_000L + number);
        if (type == typeof(Guid)) return new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(BitConverter.GetBytes(number));
        if (type == typeof(Uri)) return new Uri($"https://example.org:8443/{number}?a=%20b");
        if (type == typeof(ImageDigest)) return ImageDigest.FromBytes(SHA256.HashData(BitConverter.GetBytes(number)));
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
        if (ElementOf(type) is { } element) return MakeArray(element, counter);
        return MakeRecord(type, counter);
    }

    private static object MakeRecord(Type type, Counter counter)
    {
        var constructor =
            type.GetConstructors().Where(candidate => !IsCopy(candidate, type)).MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new NotSupportedException($"{type} can't be made: say here how.");
        var record = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, counter))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            if (constructor.GetParameters().Any(parameter => parameter.Name == property.Name)) continue;
            property.SetValue(record, Make(property.PropertyType, counter));
        }

        return record;
    }

    private static Array MakeArray(Type element, Counter counter)
    {
        var array = Array.CreateInstance(element, 2);
        for (var i = 0; i < array.Length; i++) array.SetValue(Make(element, counter), i);
        return array;
    }

    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0]
        : null;

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [var only] && only.ParameterType == type;

    /// <summary>No two numbers alike, none of them a likely default.</summary>
    private sealed class Counter(int seed)
    {
        private int _number = 100 * seed;

        public int Next() => ++_number;
    }
}
