using Npgsql;

namespace CaptionCluster.PostgreSQL;

/// <summary>SQL with the values of <c>$1</c>, <c>$2</c> and so on.</summary>
internal sealed record Statement(string Sql, params object?[] Values);

/// <summary>Statements in one trip to the server: one transaction, unless there is one already.</summary>
internal static class StatementExtensions
{
    /// <returns>How many rows were changed.</returns>
    public static async Task<int> ExecuteAsync(
        this NpgsqlConnection connection, CancellationToken cancellationToken, params Statement[] statements)
    {
        await using var batch = Batch(connection, statements);
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>The rows of the one statement that has columns.</returns>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(
        this NpgsqlConnection connection,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params Statement[] statements)
    {
        await using var batch = Batch(connection, statements);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var found = new List<T>();
        do
        {
            while (rows.FieldCount > 0 && await rows.ReadAsync(cancellationToken)) found.Add(read(rows));
        }
        while (await rows.NextResultAsync(cancellationToken));

        return found;
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, Statement[] statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            foreach (var value in statement.Values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
