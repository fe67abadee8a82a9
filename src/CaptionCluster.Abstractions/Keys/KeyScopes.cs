namespace CaptionCluster;

/// <summary>What a key opens.</summary>
[Flags]
public enum KeyScopes
{
    None = 0,

    /// <summary>Captions, one by one and in batches, and what is served.</summary>
    Caption = 1,

    Jobs = 2,

    /// <summary>
    /// What concerns everyone: keys, forgetting pictures, reloading models, the dashboard. Opens the others too, as it can make keys that
    /// do.
    /// </summary>
    Admin = 4,

    Metrics = 8,
}
