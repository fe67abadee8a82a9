namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>
/// Whose an upload is, in all the ways that can be told. None of them may hold more than a share of what there is for all.
/// </summary>
/// <param name="Names">Each with what it is a name of, so that an address is no key.</param>
internal sealed record Caller(params string[] Names)
{
    /// <summary>Nobody in particular.</summary>
    public static readonly Caller Unknown = new();

    /// <summary>Whose the request is, by its key; empty when none was demanded.</summary>
    public string Tenant { get; init; } = "";

    /// <param name="connection">HTTP/2 has many requests in one; its address is a proxy's, if there is one.</param>
    public static Caller Of(ConnectionInfo connection, string tenant)
    {
        var names = new List<string>(3) { "connection " + connection.Id };
        if (connection.RemoteIpAddress is { } address) names.Add("address " + address);
        if (tenant.Length > 0) names.Add("key " + tenant);
        return new Caller([.. names]) { Tenant = tenant };
    }
}
