namespace CaptionCluster.Grains;

/// <summary>The role a silo must have to host this grain class. Without it every silo does.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HostedByAttribute(SiloRoles role) : Attribute
{
    public SiloRoles Role { get; } = role;
}
