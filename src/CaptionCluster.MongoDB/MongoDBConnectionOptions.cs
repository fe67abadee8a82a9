using System.ComponentModel.DataAnnotations;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace CaptionCluster.MongoDB;

/// <summary>Which server and database. Captions, jobs and membership may share one section: each takes what it knows from it.</summary>
public class MongoDBConnectionOptions : IValidatableObject
{
    /// <summary>
    /// As MongoDB defines it (<c>mongodb://</c> or <c>mongodb+srv://</c>). The server is a replica set, if only of one member.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    [Required, RegularExpression("[^/\\\\. \"$*<>:|?]{1,63}", ErrorMessage = "Database is no name for a MongoDB database.")]
    public string Database { get; set; } = "captioncluster";

    /// <summary>How long an operation may take, its retries and the search for a primary included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? reason = null;
        try
        {
            _ = new ConnectionString(ConnectionString);
            _ = new MongoUrl(ConnectionString);
        }
        catch (Exception error)
        {
            reason =
                error is MongoConfigurationException ? "it has an option that MongoDB does not know or not in that way" : "it is malformed";
        }

        // Whatever the driver says of it, and in whatever way: the message repeats the text, and with it a password.
        if (reason is not null)
        {
            yield return new ValidationResult(
                $"ConnectionString is no MongoDB connection string: {reason}. It looks like "
                + "mongodb://user:password@host:27017/?replicaSet=rs0",
                [nameof(ConnectionString)]);
        }
    }
}
