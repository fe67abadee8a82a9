using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Tests.Operations.Examples;

/// <summary>What of JSON Schema the description uses, held against a value.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    /// <returns>What is wrong, each with its place.</returns>
    public IEnumerable<string> Faults(JsonNode? schema, JsonNode? value, string place = "$")
    {
        if (schema is not JsonObject rules) return [];
        if ((string?)rules["$ref"] is { } address) return Faults(Follow(address), value, place);
        if (rules["oneOf"] is JsonArray choices)
        {
            return choices.Count(choice => !Faults(choice, value, place).Any()) == 1 ? [] : [$"{place}: not one of the choices"];
        }

        if (!TypesOf(rules).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && TypesOf(rules).Contains("number")))
        {
            return [$"{place}: {TypeOf(value)}, not {string.Join(" or ", TypesOf(rules))}"];
        }

        return OfWords(rules, value, place).Concat(OfRange(rules, value, place)).Concat(OfProperties(rules, value, place))
            .Concat(OfItems(rules, value, place));
    }

    private static IEnumerable<string> OfWords(JsonObject rules, JsonNode? value, string place) =>
        rules["enum"] is JsonArray words && value is not null && !words.Any(word => JsonNode.DeepEquals(word, value))
            ? [$"{place}: {value.ToJsonString()} is none of {words.ToJsonString()}"]
            : [];

    private static IEnumerable<string> OfRange(JsonObject rules, JsonNode? value, string place) =>
        value?.GetValueKind() == JsonValueKind.Number
        && ((double)value < (double?)rules["minimum"] || (double)value > (double?)rules["maximum"])
            ? [$"{place}: {value} is out of range"]
            : [];

    private IEnumerable<string> OfProperties(JsonObject rules, JsonNode? value, string place)
    {
        if (value is not JsonObject properties) return [];
        var known = rules["properties"] as JsonObject;
        return (rules["required"] as JsonArray ?? [])
            .Where(name => !properties.ContainsKey((string)name!)).Select(name => $"{place}: lacks {name}")
            .Concat(properties.SelectMany(property => known is null || known.ContainsKey(property.Key)
                ? Faults(known?[property.Key], property.Value, $"{place}.{property.Key}")
                : [$"{place}: {property.Key} is not described"]));
    }

    private IEnumerable<string> OfItems(JsonObject rules, JsonNode? value, string place) =>
        value is JsonArray items ? items.SelectMany((item, index) => Faults(rules["items"], item, $"{place}[{index}]")) : [];

    private JsonNode? Follow(string address) =>
        address.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, step) => node![step.Replace("~1", "/", StringComparison.Ordinal)]);

    private static string[] TypesOf(JsonObject rules) => rules["type"] switch
    {
        JsonArray several => [.. several.Select(type => (string)type!)],
        { } one => [(string)one!],
        null => ["null", "boolean", "integer", "number", "string", "array", "object"],
    };

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => double.IsInteger((double)value) ? "integer" : "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
