using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace CaptionCluster.Grains;

/// <summary>
/// Leaves the grain classes of other roles out of a silo's manifest. Placement only considers silos that have a grain's class, and every
/// silo and client knows all manifests, so a role needs no further rule: nothing can be placed where it does not belong.
/// </summary>
internal sealed class GrainsOfRoles(SiloRoles roles) : IPostConfigureOptions<GrainTypeOptions>
{
    public void PostConfigure(string? name, GrainTypeOptions options) => options.Classes.RemoveWhere(IsOfAnotherRole);

    private bool IsOfAnotherRole(Type grain) =>
        grain.GetCustomAttribute<HostedByAttribute>() is { } hosted && !roles.HasFlag(hosted.Role);
}
