using System.ComponentModel.DataAnnotations;
using CaptionCluster.Storage.PostgreSQL.Opening;

namespace CaptionCluster.Storage.PostgreSQL;

/// <summary>Which server, database and schema, and how much is written at once.</summary>
public sealed class PostgreSQLStoreOptions : IValidatableObject
{
    /// <summary>Npgsql's keywords (<c>Host=…;Username=…</c>), or a URL as hosters hand it out (<c>postgresql://</c>). The database is there already.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>Where the tables are, and nothing else. Made at start where it is absent.</summary>
    [Required, RegularExpression("[a-z_][a-z0-9_]{0,62}", ErrorMessage = "Schema is no plain name: lower-case letters, digits and _.")]
    public string Schema { get; set; } = "captioncluster";

    /// <summary>How long an operation may take, the wait for a connection included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most captions one transaction writes.</summary>
    [Range(1, 10_000)]
    public int MaxBatchSize { get; set; } = 256;

    /// <summary>The most captions that wait in memory to be written; later callers wait outside.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueueDepth { get; set; } = 4096;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionText.Read(ConnectionString) is null)
        {
            // Whatever the driver says of it: its message may repeat the text, and with it a password.
            yield return new ValidationResult(
                "ConnectionString can't be read. It looks like Host=localhost;Username=ann;Password=…;Database=captions, or like "
                + "postgresql://ann:…@localhost:5432/captions",
                [nameof(ConnectionString)]);
        }
    }
}
