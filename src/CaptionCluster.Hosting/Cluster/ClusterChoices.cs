using System.Net;
using CaptionCluster.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting;

/// <summary>Choices that don't go together stop the start, with a sentence that says what to change.</summary>
internal sealed class ClusterChoices(HostKind kind, IConfiguration configuration)
{
    private static readonly string[] s_memberships = [.. MembershipProvider.All.Select(provider => provider.Name)];

    private readonly ClusterOptions _cluster =
        configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
    private readonly StoreProvider? _store = StoreProvider.Of(configuration);

    /// <remarks>Before the host is built: what is chosen here decides what can be built.</remarks>
    /// <exception cref="OptionsValidationException">With the sentence.</exception>
    public ClusterOptions Checked() => Problem() is { } problem
        ? throw new OptionsValidationException(ClusterOptions.Section, typeof(ClusterOptions), [problem])
        : _cluster;

    private string? Problem()
    {
        var membership = MembershipProvider.Find(_cluster.Provider);
        if (membership is null && !_cluster.IsAlone)
        {
            var known = string.Join(", ", s_memberships.Prepend(ClusterOptions.Localhost));
            return $"CaptionCluster:Cluster:Provider is '{_cluster.Provider}'; set it to {known}.";
        }

        if (_store is null)
        {
            return $"{StoreProvider.Setting} is '{configuration[StoreProvider.Setting]}'; "
                + $"set it to {ServerSections.OneOf(StoreProvider.All.Select(store => store.Name))}.";
        }

        if (_store.Problem(configuration) is { } problem) return problem;
        var roles = RoleNames.Parse(_cluster.Roles);
        if (roles == SiloRoles.None)
        {
            return $"CaptionCluster:Cluster:Roles is '{_cluster.Roles}'; say images, inference or images,inference. (Fronts work on jobs.)";
        }

        if (membership is null)
        {
            return ProblemAlone(roles);
        }

        return membership.Problem(_cluster, configuration) ?? (kind == HostKind.Silo ? ProblemOfSilo() : null) ?? ProblemOfStore(roles);
    }

    private string? ProblemAlone(SiloRoles roles)
    {
        if (kind == HostKind.Silo)
        {
            return $"A silo needs a cluster to join: set CaptionCluster:Cluster:Provider to {ServerSections.OneOf(s_memberships)}.";
        }

        return roles == SiloRoles.All
            ? null
            : "A front without a cluster does everything itself: remove CaptionCluster:Cluster:Roles, or set "
                + "CaptionCluster:Cluster:Provider to "
                + $"{ServerSections.OneOf(s_memberships)}.";
    }

    private string? ProblemOfSilo()
    {
        if (_cluster.Address is { } address && !IPAddress.TryParse(address, out _))
        {
            return $"CaptionCluster:Cluster:Address is '{address}'; it must be an IP address of this machine.";
        }

        if (_cluster is { OneMachine: true, Address: not null })
        {
            return "CaptionCluster:Cluster:OneMachine listens on loopback: remove CaptionCluster:Cluster:Address, or OneMachine.";
        }

        return _cluster.SiloPort == _cluster.GatewayPort ? "CaptionCluster:Cluster:SiloPort and GatewayPort must differ." : null;
    }

    /// <summary>Silos keep captions, fronts keep jobs; only silos that do nothing but infer keep nothing.</summary>
    private string? ProblemOfStore(SiloRoles roles) =>
        _store!.Server is null && !_cluster.OneMachine && (kind == HostKind.Front || roles != SiloRoles.Inference)
            ? $"A cluster of several machines can't share a SQLite file: set {StoreProvider.Setting} to "
                + $"{ServerSections.OneOf(StoreProvider.Servers.Select(store => store.Name))}, "
                + "or CaptionCluster:Cluster:OneMachine to true when all of it runs on this machine."
            : null;
}
