using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Access;

/// <summary>Who may ask. Section <c>CaptionCluster</c>.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    public const int MinKeyLength = 16;

    /// <summary>With any key here, <c>/v1</c> demands one of them.</summary>
    [Required]
    public string[] ApiKeys { get; set; } = [];

    /// <summary>Keys that may administer too. Without any, administering is for who listens on loopback only.</summary>
    [Required]
    public string[] AdminKeys { get; set; } = [];

    /// <summary>Lets everyone in who reaches an address that is not loopback, when no keys are set.</summary>
    public bool AllowAnonymous { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminKeys.Any(key => key.Length < MinKeyLength))
        {
            yield return new ValidationResult($"CaptionCluster:AdminKeys: a key must have at least {MinKeyLength} characters.", [nameof(AdminKeys)]);
        }

        if (ApiKeys.Any(key => key.Length < MinKeyLength))
        {
            yield return new ValidationResult($"CaptionCluster:ApiKeys: a key must have at least {MinKeyLength} characters.", [nameof(ApiKeys)]);
        }
    }
}
