using System.ComponentModel.DataAnnotations;
using CaptionCluster.MongoDB;

namespace CaptionCluster.Clustering.MongoDB;

/// <summary>Where the membership of clusters is kept: one document a cluster, its <c>_id</c> the cluster's id.</summary>
public sealed class MongoDBMembershipOptions : MongoDBConnectionOptions
{
    [Required, RegularExpression("[^$]{1,120}", ErrorMessage = "Membership is no name for a MongoDB collection.")]
    public string Membership { get; set; } = "membership";
}
