using System.Text.Json;

namespace CaptionCluster.Storage.Captions;

/// <summary>A key as tables keep it.</summary>
/// <param name="Text">Unique.</param>
/// <param name="Document">The key as JSON, kept once for all captions that have it.</param>
internal sealed record KeyRow(string Text, byte[] Document)
{
    public static KeyRow Of(CaptionKey key) =>
        new(key.ToString(), JsonSerializer.SerializeToUtf8Bytes(key, StoreJson.Default.CaptionKey));
}
