namespace CaptionCluster.Storage.Jobs;

/// <summary>What databases with SQL are asked about jobs in the same words. Parameters are $1, $2 and so on.</summary>
internal static class JobSql
{
    public static readonly string Get = $"SELECT {JobRows.JobColumns} FROM jobs WHERE id = $1 AND state <> {JobRows.Draft}";

    /// <summary>Tenant, the id before which to begin, state or null, how many.</summary>
    public static readonly string List =
        $"""
        SELECT {JobRows.JobColumns} FROM jobs
        WHERE tenant = $1 AND id < $2 AND state <> {JobRows.Draft} AND (CAST($3 AS integer) IS NULL OR state = CAST($3 AS integer))
        ORDER BY id DESC LIMIT $4
        """;

    /// <summary>Job, sequence after which to begin, how many.</summary>
    public const string Events = "SELECT sequence, at, document FROM log WHERE job = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

    /// <summary>Now.</summary>
    public const string Tenants =
        """
        SELECT tenant FROM (SELECT DISTINCT tenant FROM jobs WHERE state = 0) AS waiting
        WHERE EXISTS (SELECT 1 FROM items WHERE items.tenant = waiting.tenant AND items.due_at <= $1)
        """;

    /// <summary>Job and position.</summary>
    public const string Picture = "SELECT bytes FROM pictures WHERE job = $1 AND position = $2";

    /// <summary>Now.</summary>
    public const string Measure =
        """
        SELECT count(*) FILTER (WHERE token IS NULL OR due_at <= $1), count(*) FILTER (WHERE token IS NOT NULL AND due_at > $1),
            (SELECT min(created_at) FROM jobs WHERE state = 0)
        FROM items WHERE due_at IS NOT NULL
        """;

    /// <summary>The time before which drafts were opened, and that before which jobs ended.</summary>
    public static readonly string Expired =
        $"""
        SELECT id FROM jobs WHERE state = {JobRows.Draft} AND created_at < $1
        UNION ALL
        SELECT id FROM jobs WHERE ended_at IS NOT NULL AND ended_at < $2 AND coalesce(webhook_state, -1) <> 0
        """;
}
