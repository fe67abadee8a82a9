using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
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
            schema.Enum = [.. allowed.Values.Select(value => JsonValue.Create((string)value!))];
        }

        return Task.CompletedTask;
    }

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
