using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Tells which words a text can be, and every type that a problem can have.</summary>
internal static class SchemaDescription
{
    public static Task DescribeWords(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var attributes = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false);
        if (attributes is [AllowedValuesAttribute allowed])
        {
            // Of a list it says what is in it.
            (schema.Items as OpenApiSchema ?? schema).Enum = Words(allowed.Values.OfType<string>());
        }

        if (context.JsonTypeInfo.Type == typeof(ImageAnswer))
        {
            ((OpenApiSchema)schema.Properties!["format"]).Enum = Words(ImageAnswer.FormatNames);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// What is null is left out of an answer, and may be left out of a request; the framework takes what a constructor wants for given.
    /// </summary>
    public static Task DescribeLeftOut(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Properties is null) return Task.CompletedTask;
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (!schema.Properties.TryGetValue(property.Name, out var described)) continue;
            if (Has<RequiredAttribute>(property))
            {
                if (described is OpenApiSchema { Type: { } type } given) given.Type = type & ~JsonSchemaType.Null;
            }
            else if (property.IsGetNullable && !Has<JsonIgnoreAttribute>(property))
            {
                schema.Required?.Remove(property.Name);
            }
        }

        return Task.CompletedTask;
    }

    public static IList<JsonNode> Words(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];

    private static bool Has<T>(JsonPropertyInfo property)
        where T : Attribute => property.AttributeProvider?.IsDefined(typeof(T), inherit: false) == true;

    public static Task DescribeProblems(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type != typeof(Problem) || context.JsonPropertyInfo is not null) return Task.CompletedTask;
        var type = (OpenApiSchema)schema.Properties!["type"];
        type.Examples = [.. ProblemTypes.All.Select(problem => JsonValue.Create("/problems/" + problem.Code))];
        type.Description =
            "One of these; a later version may have others, and `http-` with a status stands for what has no name.\n\n"
            + string.Join('\n', ProblemTypes.All.Select(problem => $"- `/problems/{problem.Code}` ({problem.Status}): {problem.Meaning}"));
        return Task.CompletedTask;
    }
}
