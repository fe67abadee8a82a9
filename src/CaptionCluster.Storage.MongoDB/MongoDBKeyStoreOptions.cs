using System.ComponentModel.DataAnnotations;
using CaptionCluster.MongoDB;

namespace CaptionCluster.Storage.MongoDB;

/// <summary>Where keys are kept in MongoDB.</summary>
public sealed class MongoDBKeyStoreOptions : MongoDBConnectionOptions
{
    /// <summary>The collection of the keys that were made while the service ran: one document.</summary>
    [Required, RegularExpression("[^$]{1,120}", ErrorMessage = "Keys is no name for a MongoDB collection.")]
    public string Keys { get; set; } = "keys";
}
