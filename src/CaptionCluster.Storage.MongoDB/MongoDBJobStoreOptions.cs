using System.ComponentModel.DataAnnotations;
using CaptionCluster.MongoDB;

namespace CaptionCluster.Storage.MongoDB;

/// <summary>Where jobs are kept in MongoDB.</summary>
public sealed class MongoDBJobStoreOptions : MongoDBConnectionOptions
{
    /// <summary>
    /// The collection of jobs; their items, logs and pictures are beside it (<c>jobs.items</c>, <c>jobs.events</c>, <c>jobs.images</c>).
    /// </summary>
    [Required, RegularExpression("[^$]{1,100}", ErrorMessage = "Jobs is no name for a MongoDB collection.")]
    public string Jobs { get; set; } = "jobs";
}
