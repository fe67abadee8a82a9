using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.PostgreSQL;

/// <summary>Which server, database and schema. Captions, jobs and membership share one section: each takes what it knows from it.</summary>
public class PostgreSQLConnectionOptions : IValidatableObject
{
    /// <summary>
    /// Npgsql's keywords (<c>Host=…;Username=…</c>), or a URL as hosters hand it out (<c>postgresql://</c>). The database must be there.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>Where the tables are, and nothing else. Made at start where it is absent.</summary>
    [Required, RegularExpression("[a-z_][a-z0-9_]{0,62}", ErrorMessage = "Schema is no plain name: lower-case letters, digits and _.")]
    public string Schema { get; set; } = "captioncluster";

    /// <summary>How long an operation may take, the wait for a connection included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionText.Read(ConnectionString) is not null) yield break;

        // Whatever the driver says of it: its message may repeat the text, and with it a password.
        yield return new ValidationResult(
            "ConnectionString can't be read. It looks like Host=localhost;Username=ann;Password=…;Database=captions, or like "
            + "postgresql://ann:…@localhost:5432/captions",
            [nameof(ConnectionString)]);
    }
}
