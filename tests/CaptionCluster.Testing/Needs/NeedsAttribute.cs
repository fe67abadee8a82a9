namespace CaptionCluster.Testing.Needs;

/// <summary>
/// On a class: its tests, those it inherits too, start programs of the system. They are skipped, saying which, where one is absent.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(params string[] programs) : Attribute
{
    public IReadOnlyList<string> Programs => programs;
}
