using System.Text.Json;
using System.Text.Json.Serialization;
using CaptionCluster.Client.Reference;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Models;

/// <summary>How a model decodes when a request says nothing: each option of its own by name, and its longest caption.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record DecodingAnswer(DecodingOptions Decoding, int MaxNewTokensLimit)
{
    private const string Limit = "maxNewTokensLimit";

    private static IEnumerable<DecodingOption> Own => DecodingOption.All.Where(option => !option.IsOfRequests);

    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken _)
    {
        if (context.JsonTypeInfo.Type != typeof(DecodingAnswer)) return Task.CompletedTask;
        schema.Type = JsonSchemaType.Object;
        schema.Description = "How it decodes when a request says nothing.";
        schema.Properties = Own.ToDictionary(
            option => option.Name, IOpenApiSchema (option) => DecodingDescription.Schema(option), StringComparer.Ordinal);
        schema.Properties[Limit] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The largest maxNewTokens." };
        return Task.CompletedTask;
    }

    internal sealed class Converter : JsonConverter<DecodingAnswer>
    {
        public override DecodingAnswer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DecodingAnswer value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var option in Own)
            {
                writer.WritePropertyName(option.Name);
                switch (option.Said(value.Decoding))
                {
                    case bool flag: writer.WriteBooleanValue(flag); break;
                    case int number: writer.WriteNumberValue(number); break;
                    case double number: writer.WriteNumberValue(number); break;
                    case var said: writer.WriteStringValue((string)said); break;
                }
            }

            writer.WriteNumber(Limit, value.MaxNewTokensLimit);
            writer.WriteEndObject();
        }
    }
}
