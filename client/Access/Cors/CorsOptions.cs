using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Access.Cors;

/// <summary>Which other sites' pages may call. Section <c>CaptionCluster:Cors</c>.</summary>
internal sealed class CorsOptions : IValidatableObject
{
    /// <summary>
    /// Origins, like <c>https://shop.example</c>, whose pages may call with a key in a header (never with a session), and without one where
    /// none is demanded. None are let in by default.
    /// </summary>
    [Required]
    public string[] Origins { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in Origins.Where(origin => !IsOrigin(origin)))
        {
            yield return new ValidationResult(
                $"CaptionCluster:Cors:Origins: '{origin}' is no origin. One is a scheme and a host and no more: https://shop.example.",
                [nameof(Origins)]
            );
        }
    }

    /// <summary>As browsers send it (RFC 6454, 6.2), or it would never be equal. Not all of them: a local server asks for no key.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.Ordinal);
}
