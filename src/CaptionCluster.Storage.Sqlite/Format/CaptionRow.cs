namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>A caption as its row holds it. <paramref name="Document"/> and <paramref name="Attention"/>: see <see cref="CaptionFormat"/>.</summary>
internal readonly record struct CaptionRow(ImageDigest Digest, string Key, DateTimeOffset CreatedAt, byte[] Document, byte[] Attention);
