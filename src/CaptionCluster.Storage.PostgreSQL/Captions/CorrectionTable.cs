using CaptionCluster.PostgreSQL;
using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Captions;

/// <summary>What people wrote in the place of captions.</summary>
internal static class CorrectionTable
{
    private const string Columns = "digest, revision, picture, model, variant, text, model_text, at";

    public static Task<IReadOnlyList<StoredCorrection>> GetAsync(
        NpgsqlConnection connection, ImageDigest digest, CancellationToken cancellationToken) =>
        ReadAsync(
            connection,
            new Statement($"SELECT {Columns} FROM corrections WHERE digest = $1 ORDER BY revision", digest.ToByteArray()),
            cancellationToken);

    public static Task<IReadOnlyList<StoredCorrection>> ListAsync(
        NpgsqlConnection connection, StoredCorrection? last, int count, CancellationToken cancellationToken) =>
        ReadAsync(
            connection,
            new Statement(
                $"SELECT {Columns} FROM corrections WHERE (digest, revision) > ($1, $2) ORDER BY digest, revision LIMIT $3",
                last?.Digest.ToByteArray() ?? [], last?.Correction.Model.Revision ?? "", count),
            cancellationToken);

    public static Task<int> PutAsync(NpgsqlConnection connection, StoredCorrection stored, CancellationToken cancellationToken)
    {
        var correction = stored.Correction;
        return connection.ExecuteAsync(
            cancellationToken,
            new Statement(
                $"""
                INSERT INTO corrections ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (digest, revision) DO UPDATE SET picture = excluded.picture, model = excluded.model, variant = excluded.variant,
                    text = excluded.text, model_text = excluded.model_text, at = excluded.at
                """,
                stored.Digest.ToByteArray(), correction.Model.Revision, correction.Picture.ToByteArray(), correction.Model.Name,
                correction.Model.Variant, correction.Text, correction.ModelText, correction.At.ToUnixTimeMilliseconds()));
    }

    public static async Task<bool> DeleteAsync(
        NpgsqlConnection connection, ImageDigest digest, string revision, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(
            cancellationToken,
            new Statement("DELETE FROM corrections WHERE digest = $1 AND revision = $2", digest.ToByteArray(), revision)) > 0;

    private static async Task<IReadOnlyList<StoredCorrection>> ReadAsync(
        NpgsqlConnection connection, Statement statement, CancellationToken cancellationToken) =>
        await connection.QueryAsync(Read, cancellationToken, statement);

    private static StoredCorrection Read(NpgsqlDataReader row) => new(Digest(row, 0), new Correction(
        Digest(row, 2),
        new ModelId(row.GetString(3), row.GetString(1), row.GetString(4)),
        row.GetString(5),
        row.GetString(6),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7))));

    private static ImageDigest Digest(NpgsqlDataReader row, int column) => ImageDigest.FromBytes(row.GetFieldValue<byte[]>(column));
}
