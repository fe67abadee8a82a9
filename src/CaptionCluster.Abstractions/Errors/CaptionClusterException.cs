namespace CaptionCluster;

/// <summary>
/// The base of every error a user can cause or must know of. <see cref="Code"/> is the stable end of the problem's <c>type</c>.
/// </summary>
[GenerateSerializer]
public abstract class CaptionClusterException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    [Id(0)] public string Code { get; } = code;
}
