using System.Net;
using CaptionCluster.Grains;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting;

/// <summary>Choices that don't go together stop the start, with a sentence that says what to change.</summary>
internal static class ClusterChoices
{
    /// <remarks>Before the host is built: what is chosen here decides what can be built.</remarks>
    /// <exception cref="OptionsValidationException">With the sentence.</exception>
    public static void Check(HostKind kind, ClusterOptions options, StoreOptions store)
    {
        if (Problem(kind, options, store) is { } problem) throw new OptionsValidationException(ClusterOptions.Section, typeof(ClusterOptions), [problem]);
    }

    private static string? Problem(HostKind kind, ClusterOptions options, StoreOptions store)
    {
        if (!ClusterProviders.All.Contains(options.Provider, StringComparer.Ordinal))
        {
            return $"CaptionCluster:Cluster:Provider is '{options.Provider}'; set it to {string.Join(", ", ClusterProviders.All)}.";
        }

        var roles = RoleNames.Parse(options.Roles);
        if (roles == SiloRoles.None) return $"CaptionCluster:Cluster:Roles is '{options.Roles}'; name one or more of images, inference and jobs, separated by commas.";
        return options.IsAlone ? ProblemAlone(kind, roles) : ProblemTogether(kind, options, store, roles);
    }

    private static string? ProblemAlone(HostKind kind, SiloRoles roles)
    {
        if (kind == HostKind.Silo) return "A silo needs a cluster to join: set CaptionCluster:Cluster:Provider to redis or mongodb.";
        return roles == SiloRoles.All ? null : "A front without a cluster does everything itself: remove CaptionCluster:Cluster:Roles, or set CaptionCluster:Cluster:Provider to redis or mongodb.";
    }

    private static string? ProblemTogether(HostKind kind, ClusterOptions options, StoreOptions store, SiloRoles roles)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return $"The cluster's membership is in {options.Provider}, and nothing says where that is: set CaptionCluster:Cluster:ConnectionString.";
        }

        if (kind == HostKind.Front) return null;
        if (options.Address is { } address && !IPAddress.TryParse(address, out _)) return $"CaptionCluster:Cluster:Address is '{address}'; it must be an IP address of this machine.";
        if (options is { OneMachine: true, Address: not null }) return "CaptionCluster:Cluster:OneMachine listens on loopback: remove CaptionCluster:Cluster:Address, or OneMachine.";
        if (options.SiloPort == options.GatewayPort) return "CaptionCluster:Cluster:SiloPort and GatewayPort must differ.";
        return store.IsSqlite && !options.OneMachine && (roles & ~SiloRoles.Inference) != SiloRoles.None
            ? "Silos on several machines can't share a SQLite file: set CaptionCluster:Store:Provider to mongodb, or CaptionCluster:Cluster:OneMachine to true when all silos run on this machine."
            : null;
    }
}
