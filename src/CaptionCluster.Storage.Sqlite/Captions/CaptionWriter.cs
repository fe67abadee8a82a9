using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Storage.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Storage.Sqlite.Captions;

/// <summary>Puts and deletes captions. One caller at a time.</summary>
internal sealed class CaptionWriter : SqliteWriter
{
    private readonly SqliteCommand _putKey;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _putCorrection;
    private readonly SqliteCommand _deleteCorrection;
    private readonly SqliteCommand _deleteCorrections;

    public CaptionWriter(SqliteConnection connection)
        : base(connection)
    {
        _putKey = Statement(
            """
            INSERT INTO caption_keys (text, document) VALUES ($key, $document)
            ON CONFLICT (text) DO UPDATE SET document = excluded.document WHERE document <> excluded.document
            """,
            "$key", "$document");
        _put = Statement(
            """
            INSERT INTO captions (digest, key_id, created_at, document, attention)
            VALUES ($digest, (SELECT id FROM caption_keys WHERE text = $key), $created, $document, $attention)
            ON CONFLICT (digest, key_id) DO UPDATE
            SET created_at = excluded.created_at, document = excluded.document, attention = excluded.attention
            """,
            "$digest", "$key", "$created", "$document", "$attention");
        _delete = Statement("DELETE FROM captions WHERE digest = $digest", "$digest");
        _putCorrection = Statement(
            "INSERT OR REPLACE INTO corrections VALUES ($digest, $revision, $picture, $model, $variant, $text, $modelText, $at)",
            "$digest", "$revision", "$picture", "$model", "$variant", "$text", "$modelText", "$at");
        _deleteCorrection = Statement("DELETE FROM corrections WHERE digest = $digest AND revision = $revision", "$digest", "$revision");
        _deleteCorrections = Statement("DELETE FROM corrections WHERE digest = $digest", "$digest");
    }

    public bool Put(in CaptionRow row)
    {
        _putKey.Run(row.Key.Text, row.Key.Document);
        return _put.Run(row.Digest.ToByteArray(), row.Key.Text, row.CreatedAt, row.Document, row.Attention) > 0;
    }

    public bool Delete(ImageDigest digest) => _delete.Run(digest.ToByteArray()) + _deleteCorrections.Run(digest.ToByteArray()) > 0;

    public bool Put(StoredCorrection stored)
    {
        var correction = stored.Correction;
        var (name, revision, variant) = correction.Model;
        return _putCorrection.Run(
            stored.Digest.ToByteArray(), revision, correction.Picture.ToByteArray(), name, variant, correction.Text, correction.ModelText,
            correction.At.ToUnixTimeMilliseconds()) > 0;
    }

    public bool DeleteCorrection(ImageDigest digest, string revision) => _deleteCorrection.Run(digest.ToByteArray(), revision) > 0;
}
