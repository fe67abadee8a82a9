namespace CaptionCluster;

/// <summary>What a key opens.</summary>
[Flags]
public enum KeyScopes
{
    None = 0,

    /// <summary>Captions, one by one and in batches, and what is served.</summary>
    Caption = 1,

    Jobs = 2,

    /// <summary>What concerns everyone: keys, forgetting pictures, reloading models, the dashboard. Whoever may make keys may do all.</summary>
    Admin = 4,

    Metrics = 8,
}
