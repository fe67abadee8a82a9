using System.Globalization;
using Npgsql;

namespace CaptionCluster.PostgreSQL;

/// <summary>Says in a sentence what the server's and the driver's errors mean for whoever runs the service.</summary>
public static class PostgreSQLFault
{
    /// <param name="limit">The time limit that ran out; null when it did not.</param>
    internal static StoreUnavailableException Explain(Exception error, string server, TimeSpan? limit) =>
        new($"{server} {Describe(error, limit)}", error);

    /// <summary>True for what may be gone the next time. False for what somebody must put right.</summary>
    public static bool IsPassing(StoreUnavailableException error) =>
        error.InnerException is not null
        && StateOf(error) is null or ['0', '8', ..] or ['4', '0', ..] or ['5', '3' or '7', ..] or PostgresErrorCodes.ReadOnlySqlTransaction;

    /// <summary>The tables, their schema or the database are not there.</summary>
    internal static bool IsMissing(StoreUnavailableException error) => StateOf(error)
        is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InvalidCatalogName;

    /// <summary>What was to be written is of a kind that can't be kept: the others of its group may be.</summary>
    internal static bool IsOfItsContent(StoreUnavailableException error) => StateOf(error)?[..2] is "22" or "23" or "54";

    internal static bool IsDuplicate(StoreUnavailableException error) => StateOf(error) is PostgresErrorCodes.UniqueViolation;

    private static string? StateOf(StoreUnavailableException error) => (error.InnerException as PostgresException)?.SqlState;

    private static string Describe(Exception error, TimeSpan? limit) => error switch
    {
        PostgresException refusal => Describe(refusal),
        _ when limit is { } time => string.Create(CultureInfo.InvariantCulture, $"did not answer within {time.TotalSeconds:0.###} s."),
        _ => $"can't be reached: {Innermost(error).Message}",
    };

    private static string Describe(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"refuses to let us in: user name or password are wrong, or its pg_hba.conf has no line for us ({error.MessageText}).",
        PostgresErrorCodes.InvalidCatalogName =>
            $"has no such database ({error.MessageText}). Create it; the tables in it are made by themselves.",
        PostgresErrorCodes.InsufficientPrivilege => $"says that this user may not do that: {error.MessageText}.",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName =>
            "has lost our tables: they were dropped while they were in use. They are made anew.",
        PostgresErrorCodes.TooManyConnections =>
            "has no connection left for us. Raise its max_connections, or set Maximum Pool Size in the connection string.",
        PostgresErrorCodes.DiskFull => "has a full disk. Free space; writing goes on by itself.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            "is starting or stopping. It goes on by itself.",
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            "takes no writes, as it is a standby. Name the primary, or all of them with Target Session Attributes=primary.",
        _ => $"failed: {error.MessageText} ({error.SqlState}).",
    };

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
