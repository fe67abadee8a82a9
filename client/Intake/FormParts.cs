using System.IO.Pipelines;
using System.Text;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Intake;

/// <summary>The parts of multipart/form-data (RFC 7578), read one after another as they come.</summary>
internal static class FormParts
{
    private const int MaxBoundary = 100;
    private const int MaxFieldBytes = 1024;
    private const int BufferSize = 32 * 1024;

    public static MultipartReader Open(HttpRequest request) => new(Boundary(request.ContentType!), request.Body, BufferSize);

    public static string NameOf(MultipartSection part) => HeaderUtilities.RemoveQuotes(DispositionOf(part).Name).ToString();

    /// <summary>Null when the part has none.</summary>
    public static string? FileNameOf(MultipartSection part)
    {
        var disposition = DispositionOf(part);
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
        return name.HasValue && name.Length > 0 ? name.ToString() : null;
    }

    public static async Task<PooledBytes> ReadFileAsync(BodyReader body, MultipartSection part, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(part.Body, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));
        try
        {
            return await body.ReadAsync(pipe, null, body.MaxImageBytes, cancellationToken);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    public static async Task<string> ReadFieldAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var length = await part.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxFieldBytes
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw Malformed($"The field '{NameOf(part)}' of the form is longer than {MaxFieldBytes} bytes; a picture is sent as 'file'.");
    }

    /// <summary>Whether it was the form that failed, and not the connection.</summary>
    public static bool IsMalformed(Exception error) => error is InvalidDataException || error.GetType() == typeof(IOException);

    public static RequestRefusedException Malformed(string message, Exception? inner = null) => new(400, "malformed-form", message, inner);

    private static string Boundary(string contentType)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value;
        return boundary is { Length: > 0 and <= MaxBoundary }
            ? boundary
            : throw Malformed("The content type names no boundary, or one that is too long.");
    }

    private static ContentDispositionHeaderValue DispositionOf(MultipartSection part) =>
        ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            ? disposition
            : throw Malformed("A part of the form has no Content-Disposition.");
}
