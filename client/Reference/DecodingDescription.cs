using System.Globalization;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Reference;

/// <summary>Tells what decoding options there are, in requests and in answers.</summary>
internal static class DecodingDescription
{
    public static OpenApiSchema Schema(DecodingOption option) => new()
    {
        Type = option.Default switch
        {
            bool => JsonSchemaType.Boolean,
            int or long => JsonSchemaType.Integer,
            double => JsonSchemaType.Number,
            _ => JsonSchemaType.String,
        },
        Description = option.Description,
        Minimum = Text(option.Limits.Min),
        Maximum = Text(option.Limits.Max),
    };

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
