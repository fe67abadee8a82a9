namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>A caption as the file holds it; see <see cref="CaptionFormat"/>.</summary>
/// <param name="CreatedAt">Milliseconds since 1970-01-01 UTC.</param>
internal readonly record struct CaptionRow(
    ImageDigest Digest, KeyRow Key, long CreatedAt, byte[] Document, byte[] Attention);
