using System.Globalization;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Tells what decoding options there are, in requests and in answers.</summary>
internal static class DecodingDescription
{
    public static OpenApiSchema Schema(DecodingOption option)
    {
        var schema = Schema(option.Default, option.Description, option.Limits.Min, option.Limits.Max);
        if (option.Words.Count > 0) schema.Enum = SchemaDescription.Words(option.Words);
        return schema;
    }

    /// <param name="kind">A value of the option's type.</param>
    public static OpenApiSchema Schema(object kind, string description, double? min, double? max) => new()
    {
        Type = kind switch
        {
            bool => JsonSchemaType.Boolean,
            int or long => JsonSchemaType.Integer,
            double => JsonSchemaType.Number,
            _ => JsonSchemaType.String,
        },
        Description = description,
        Minimum = Text(min),
        Maximum = Text(max),
    };

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
