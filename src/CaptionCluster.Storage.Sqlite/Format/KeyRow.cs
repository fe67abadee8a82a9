using System.Text.Json;

namespace CaptionCluster.Storage.Sqlite.Format;

/// <summary>A key as the file holds it; see <see cref="CaptionFormat"/>.</summary>
/// <param name="Text">Unique.</param>
/// <param name="Document">The key as JSON, kept once for all captions that have it.</param>
internal sealed record KeyRow(string Text, byte[] Document)
{
    public static KeyRow Of(CaptionKey key) =>
        new(key.ToString(), JsonSerializer.SerializeToUtf8Bytes(KeyDocument.Of(key), FormatJsonContext.Default.KeyDocument));
}
