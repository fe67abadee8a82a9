using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Captions;

/// <summary>One reading connection and its prepared statement. One caller at a time.</summary>
internal sealed class CaptionReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _get = connection.Prepared(
        """
        SELECT k.text, k.document, c.created_at, c.document, c.attention FROM captions c JOIN caption_keys k ON k.id = c.key_id
        WHERE c.digest = $digest ORDER BY c.key_id
        """,
        "$digest");

    private readonly SqliteCommand _corrections = connection.Prepared(
        $"SELECT {Columns} FROM corrections WHERE digest = $digest ORDER BY revision", "$digest");

    private readonly SqliteCommand _page = connection.Prepared(
        $"""
        SELECT {Columns} FROM corrections WHERE (digest, revision) > ($digest, $revision) ORDER BY digest, revision LIMIT $count
        """,
        "$digest", "$revision", "$count");

    private const string Columns = "digest, revision, picture, model, variant, text, model_text, at";

    public IReadOnlyList<StoredCaption> Get(ImageDigest digest)
    {
        var captions = new List<StoredCaption>();
        using var rows = _get.Bind(digest.ToByteArray()).ExecuteReader();
        while (rows.Read())
        {
            var caption = new CaptionRow(digest, new KeyRow(rows.GetString(0), Blob(1)), rows.GetInt64(2), Blob(3), Blob(4)).ToStored();
            if (caption.Caption.IsSound) captions.Add(caption);
        }

        return captions;

        byte[] Blob(int column) => rows.GetFieldValue<byte[]>(column);
    }

    public IReadOnlyList<StoredCorrection> GetCorrections(ImageDigest digest) => Corrections(_corrections.Bind(digest.ToByteArray()));

    public IReadOnlyList<StoredCorrection> ListCorrections(StoredCorrection? last, int count) =>
        Corrections(_page.Bind(last?.Digest.ToByteArray() ?? [], last?.Correction.Model.Revision ?? "", count));

    public void Dispose()
    {
        _get.Dispose();
        _corrections.Dispose();
        _page.Dispose();
        connection.Dispose();
    }

    private static List<StoredCorrection> Corrections(SqliteCommand command)
    {
        var corrections = new List<StoredCorrection>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            corrections.Add(new StoredCorrection(Digest(0), new Correction(
                Digest(2),
                new ModelId(rows.GetString(3), rows.GetString(1), rows.GetString(4)),
                rows.GetString(5),
                rows.GetString(6),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(7)))));
        }

        return corrections;

        ImageDigest Digest(int column) => ImageDigest.FromBytes(rows.GetFieldValue<byte[]>(column));
    }
}
