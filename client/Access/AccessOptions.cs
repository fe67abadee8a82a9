using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Access;

/// <summary>Who may ask. Section <c>CaptionCluster</c>.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    public const int MinKeyLength = 16;

    /// <summary>
    /// With any key here, <c>/v1</c> and the facades demand one of them, or one that was made while the service ran. They have the scopes
    /// <c>caption</c> and <c>jobs</c>, and hold until they are taken out of here and the fronts are started anew.
    /// </summary>
    [Required]
    public string[] ApiKeys { get; set; } = [];

    /// <summary>Lets everyone in who reaches an address that is not loopback, when no keys are set and none were made.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>
    /// Demanded, if not one that was made with the scope <c>admin</c>, for what concerns everyone: keys, forgetting pictures, reloading
    /// models, the dashboard. Where there is none these answer on loopback only, keys only while no other key is demanded.
    /// </summary>
    public string? AdminKey { get; set; }

    /// <summary>
    /// Demanded at <c>/metrics</c>, if not one that was made with the scope <c>metrics</c>. Where there is none, <c>/metrics</c> answers
    /// everyone on loopback, and beyond it where no other key is demanded.
    /// </summary>
    public string? MetricsKey { get; set; }

    /// <summary>
    /// Keeps what is known of pictures apart by key: no key's holder can learn what another had captioned, and no caption is shared between
    /// them.
    /// </summary>
    public bool SeparateTenants { get; set; }

    /// <summary>How long the web page stays signed in with a key: a session's cookie is refused afterwards.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ApiKeys.Append(AdminKey).Append(MetricsKey).Any(key => key?.Length < MinKeyLength))
        {
            yield return new ValidationResult(
                $"CaptionCluster:ApiKeys, AdminKey and MetricsKey: a key must have at least {MinKeyLength} characters.",
                [nameof(ApiKeys)]
            );
        }
    }
}
