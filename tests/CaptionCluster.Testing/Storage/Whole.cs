using System.Collections;
using System.Reflection;
using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <summary>
/// Equality of whole values, property by property as reflection finds them; weights (floats) may be kept with fewer digits.
/// </summary>
public static class Whole
{
    private const float Tolerance = 1e-3f;

    public static void Equal<T>(T expected, T actual) => Equal(expected, actual, typeof(T).Name);

    private static void Equal(object? expected, object? actual, string path)
    {
        if (expected is null || actual is null)
        {
            Assert.True(expected is null && actual is null, $"{path} is {actual ?? "null"}, not {expected ?? "null"}.");
        }
        else if (expected is float weight)
        {
            Assert.True(Math.Abs(weight - (float)actual) <= Tolerance * Math.Abs(weight), $"{path} is {actual}, not {weight}.");
        }
        else if (IsOne(expected.GetType()))
        {
            Assert.True(expected.Equals(actual), $"{path} is {actual}, not {expected}.");
        }
        else if (expected is IEnumerable several)
        {
            var (all, found) = (several.Cast<object?>().ToList(), ((IEnumerable)actual).Cast<object?>().ToList());
            Assert.True(all.Count == found.Count, $"{path} has {found.Count} elements, not {all.Count}.");
            for (var i = 0; i < all.Count; i++) Equal(all[i], found[i], $"{path}[{i}]");
        }
        else
        {
            foreach (var property in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Equal(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
            }
        }
    }

    /// <summary>What has no parts that matter.</summary>
    private static bool IsOne(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || type == typeof(string)
        || type == typeof(Guid)
        || type == typeof(DateTimeOffset)
        || type == typeof(Uri);
}
