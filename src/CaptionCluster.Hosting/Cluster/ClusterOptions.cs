using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CaptionCluster.Hosting;

/// <summary>Which cluster this process belongs to, and what it does there. Section <c>CaptionCluster:Cluster</c>.</summary>
public sealed class ClusterOptions
{
    public const string Section = "CaptionCluster:Cluster";
    public const string Localhost = "localhost";

    /// <summary>
    /// Where silos find each other: <c>localhost</c> (one silo inside the front, nothing to find), <c>redis</c>, <c>mongodb</c> or
    /// <c>postgresql</c>.
    /// </summary>
    [Required]
    public string Provider { get; set; } = Localhost;

    /// <summary>Of <c>redis</c>: StackExchange.Redis' configuration text. Others' is in their own sections.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Silos and fronts of one name form one cluster.</summary>
    [Required]
    public string Name { get; set; } = "captioncluster";

    /// <summary>What this silo does: <c>images</c>, <c>inference</c>, or both, separated by a comma.</summary>
    [Required]
    public string Roles { get; set; } = "images,inference";

    /// <summary>The address at which the other silos and the fronts reach this silo; null for this machine's first one.</summary>
    public string? Address { get; set; }

    /// <summary>Where silos talk to this one.</summary>
    [Range(1, IPEndPoint.MaxPort)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>Where fronts talk to this silo.</summary>
    [Range(1, IPEndPoint.MaxPort)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>All silos of the cluster run on this machine: they listen on loopback only and may share a SQLite file.</summary>
    public bool OneMachine { get; set; }

    /// <summary>
    /// About how long a silo may be silent before the others declare it dead and take over. Shorter takes a long pause for a death.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan FailureDetection { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a grain that nobody calls stays in memory.</summary>
    [Range(typeof(TimeSpan), "00:01:01", "24:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(10);

    public bool IsAlone => Provider == Localhost;
}
