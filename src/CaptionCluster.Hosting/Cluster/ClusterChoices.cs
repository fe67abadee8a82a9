using System.Net;
using CaptionCluster.Grains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting;

/// <summary>Choices that don't go together stop the start, with a sentence that says what to change.</summary>
internal sealed class ClusterChoices(HostKind kind, IConfiguration configuration)
{
    private readonly ClusterOptions _cluster = configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
    private readonly string _store = configuration[$"{StoreProviders.Section}:Provider"] ?? StoreProviders.Sqlite;
    private readonly bool _hasMongoDB = !string.IsNullOrWhiteSpace(configuration[$"{ClusterProviders.MongoDBSection}:ConnectionString"]);

    /// <remarks>Before the host is built: what is chosen here decides what can be built.</remarks>
    /// <exception cref="OptionsValidationException">With the sentence.</exception>
    public ClusterOptions Checked() => Problem() is { } problem
        ? throw new OptionsValidationException(ClusterOptions.Section, typeof(ClusterOptions), [problem])
        : _cluster;

    private string? Problem()
    {
        if (!ClusterProviders.All.Contains(_cluster.Provider, StringComparer.Ordinal))
        {
            return $"CaptionCluster:Cluster:Provider is '{_cluster.Provider}'; set it to {string.Join(", ", ClusterProviders.All)}.";
        }

        if (_store is not (StoreProviders.Sqlite or StoreProviders.MongoDB)) return $"CaptionCluster:Store:Provider is '{_store}'; set it to sqlite or mongodb.";
        if (_store == StoreProviders.MongoDB && !_hasMongoDB) return "Captions are kept in MongoDB, and nothing says where that is: set CaptionCluster:MongoDB:ConnectionString.";

        var roles = RoleNames.Parse(_cluster.Roles);
        if (roles == SiloRoles.None) return $"CaptionCluster:Cluster:Roles is '{_cluster.Roles}'; name one or more of images, inference and jobs, separated by commas.";
        if (_cluster.IsAlone) return ProblemAlone(roles);
        return ProblemOfMembership() ?? (kind == HostKind.Silo ? ProblemOfSilo() : null) ?? ProblemOfStore(roles);
    }

    private string? ProblemAlone(SiloRoles roles)
    {
        if (kind == HostKind.Silo) return "A silo needs a cluster to join: set CaptionCluster:Cluster:Provider to redis or mongodb.";
        return roles == SiloRoles.All ? null : "A front without a cluster does everything itself: remove CaptionCluster:Cluster:Roles, or set CaptionCluster:Cluster:Provider to redis or mongodb.";
    }

    private string? ProblemOfMembership() => _cluster.Provider switch
    {
        ClusterProviders.Redis when string.IsNullOrWhiteSpace(_cluster.ConnectionString) =>
            "The cluster's membership is in Redis, and nothing says where that is: set CaptionCluster:Cluster:ConnectionString.",
        ClusterProviders.Redis => RedisText.Read(_cluster.ConnectionString).Problem,
        ClusterProviders.MongoDB when !_hasMongoDB =>
            "The cluster's membership is in MongoDB, and nothing says where that is: set CaptionCluster:MongoDB:ConnectionString.",
        _ => null,
    };

    private string? ProblemOfSilo()
    {
        if (_cluster.Address is { } address && !IPAddress.TryParse(address, out _)) return $"CaptionCluster:Cluster:Address is '{address}'; it must be an IP address of this machine.";
        if (_cluster is { OneMachine: true, Address: not null }) return "CaptionCluster:Cluster:OneMachine listens on loopback: remove CaptionCluster:Cluster:Address, or OneMachine.";
        return _cluster.SiloPort == _cluster.GatewayPort ? "CaptionCluster:Cluster:SiloPort and GatewayPort must differ." : null;
    }

    /// <summary>Silos keep captions, fronts keep jobs; only silos that do nothing but infer keep nothing.</summary>
    private string? ProblemOfStore(SiloRoles roles) =>
        _store == StoreProviders.Sqlite && !_cluster.OneMachine && (kind == HostKind.Front || roles != SiloRoles.Inference)
            ? "A cluster of several machines can't share a SQLite file: set CaptionCluster:Store:Provider to mongodb, or CaptionCluster:Cluster:OneMachine to true when all of it runs on this machine."
            : null;
}
