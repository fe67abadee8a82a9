using CaptionCluster.Grains;

namespace CaptionCluster.Hosting;

/// <summary>Roles as configuration names them.</summary>
internal static class RoleNames
{
    /// <summary>None when a name is unknown or there is none at all.</summary>
    public static SiloRoles Parse(string names)
    {
        var roles = SiloRoles.None;
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var role = name switch
            {
                "images" => SiloRoles.Images,
                "inference" => SiloRoles.Inference,
                _ => SiloRoles.None,
            };
            if (role == SiloRoles.None) return SiloRoles.None;
            roles |= role;
        }

        return roles;
    }
}
