namespace CaptionCluster;

/// <summary>What a store has to say to whoever runs it.</summary>
public interface IStoreCondition
{
    /// <summary>In a sentence or two; null when all is well. Captions go on either way.</summary>
    string? Trouble { get; }
}
