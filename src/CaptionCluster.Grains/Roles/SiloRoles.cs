namespace CaptionCluster.Grains;

/// <summary>What a silo does for the cluster.</summary>
[Flags]
public enum SiloRoles
{
    None = 0,

    /// <summary>Hosts image grains: memory, single flight, the store.</summary>
    Images = 1,

    /// <summary>Loads models and runs them.</summary>
    Inference = 2,

    All = Images | Inference,
}
