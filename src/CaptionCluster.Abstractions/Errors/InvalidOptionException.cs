namespace CaptionCluster;

/// <summary>An option of a request that makes no sense.</summary>
[GenerateSerializer]
public sealed class InvalidOptionException(string option, string message) : CaptionClusterException("invalid-option", message)
{
    [Id(0)] public string Option { get; } = option;
}
