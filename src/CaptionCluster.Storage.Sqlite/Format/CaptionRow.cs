namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>A caption as the file holds it; see <see cref="CaptionFormat"/>.</summary>
/// <param name="Key">The key as text, unique.</param>
/// <param name="KeyDocument">The key as JSON, kept once for all captions that have it.</param>
/// <param name="CreatedAt">Milliseconds since 1970-01-01 UTC.</param>
internal readonly record struct CaptionRow(
    ImageDigest Digest, string Key, byte[] KeyDocument, long CreatedAt, byte[] Document, byte[] Attention);
