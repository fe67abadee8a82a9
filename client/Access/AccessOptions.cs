using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Access;

/// <summary>Who may ask. Section <c>CaptionCluster</c>.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    public const int MinKeyLength = 16;

    /// <summary>With any key here, <c>/v1</c> demands one of them.</summary>
    [Required]
    public string[] ApiKeys { get; set; } = [];

    /// <summary>Lets everyone in who reaches an address that is not loopback, when no keys are set.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>For what concerns everyone: forgetting pictures, the dashboard. Without it those answer on loopback only.</summary>
    public string? AdminKey { get; set; }

    /// <summary>For <c>/metrics</c>, which answers everyone without it.</summary>
    public string? MetricsKey { get; set; }

    /// <summary>Whether keys share what is known of pictures. Apart, no key's holder can learn what another's had captioned, and nothing is saved between them.</summary>
    public bool SeparateTenants { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiKeys.Append(AdminKey).Append(MetricsKey).Any(key => key?.Length < MinKeyLength))
        {
            yield return new ValidationResult($"CaptionCluster:ApiKeys, AdminKey and MetricsKey: a key must have at least {MinKeyLength} characters.", [nameof(ApiKeys)]);
        }
    }
}
