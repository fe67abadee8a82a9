using System.Globalization;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Shows what is sent and answered, operation by operation.</summary>
internal static class ExampleDescription
{
    private const string ProblemType = "application/problem+json";

    public static Task DescribeAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Examples = ExampleBook.Problems.ToDictionary(
            problem => problem.Name,
            IOpenApiExample (problem) => new OpenApiExample { Summary = MeaningOf(problem), Value = problem.ToJson() },
            StringComparer.Ordinal);
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
            {
                var name = $"{method} {path}";
                if (ExampleBook.Of(name) is { } examples) Show(operation, examples);
                ShowProblems(operation, name, document);
            }
        }

        return Task.CompletedTask;
    }

    private static string MeaningOf(ProblemExample problem) =>
        ProblemTypes.All.First(type => type.Code == problem.Code && type.Status == problem.Status).Meaning;

    private static void Show(OpenApiOperation operation, OperationExamples examples)
    {
        foreach (var (type, example) in examples.Request ?? []) operation.RequestBody!.Content![type].Example = example;
        foreach (var (status, answers) in examples.Answers ?? [])
        {
            var answer = (OpenApiResponse)operation.Responses![status];
            answer.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
            foreach (var (type, example) in answers)
            {
                // What the framework has no type for is text.
                answer.Content.TryAdd(type, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
                answer.Content[type].Example = example;
            }
        }
    }

    private static void ShowProblems(OpenApiOperation operation, string name, OpenApiDocument document)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response.Content?.TryGetValue(ProblemType, out var content) is not true) continue;
            var number = int.Parse(status, CultureInfo.InvariantCulture);
            content.Examples = ExampleBook.Problems
                .Where(problem => problem.Status == number && problem.IsAt(name))
                .ToDictionary(
                    problem => problem.Name,
                    IOpenApiExample (problem) => new OpenApiExampleReference(problem.Name, document),
                    StringComparer.Ordinal);
        }
    }
}
