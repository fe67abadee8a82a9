namespace CaptionCluster.Inference.Batching;

/// <summary>Something that the device's threads run in pieces: a batch, or one step of a running batch.</summary>
internal interface IDeviceWork
{
    WorkUrgency Urgency { get; }

    /// <summary>Runs one piece if one is due; several threads may call at the same time. Never throws.</summary>
    /// <returns>False when nothing was due.</returns>
    bool TryRun();
}

/// <summary>What is nearer to an answer goes first: it frees memory and a waiting caller, and keeps later batches full.</summary>
internal enum WorkUrgency
{
    Begin,
    Continue,
    Finish,
}
