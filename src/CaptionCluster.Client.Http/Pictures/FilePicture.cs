using System.Security.Cryptography;
using System.Text.Json;

namespace CaptionCluster.Client.Http;

internal sealed class FilePicture(string path) : Picture
{
    private static readonly FileStreamOptions s_options =
        new() { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, Share = FileShare.Read };

    public override bool CanBeSentAgain => true;

    internal override async ValueTask<string?> DigestAsync(CancellationToken cancellationToken)
    {
        await using var file = Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    internal override HttpContent ToContent() => new StreamContent(Open()) { Headers = { ContentType = BytesPicture.MediaType } };

    internal override async ValueTask WriteAsync(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        await using var file = Open();
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        json.WriteBase64String("base64", bytes);
    }

    /// <exception cref="CaptionPictureException">Instead of an IOException, which would pass for one of the connection.</exception>
    private FileStream Open()
    {
        try
        {
            return new FileStream(path, s_options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CaptionPictureException(path, error);
        }
    }
}
