using System.IO.Pipelines;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Intake;

/// <summary>multipart/form-data (RFC 7578): one <c>file</c>, and options as fields before or after it. Streamed; nothing touches the disk.</summary>
internal sealed class MultipartUploadReader(BodyReader body)
{
    private const int MaxBoundary = 100;
    private const int MaxParts = 32;
    private const int MaxFieldBytes = 1024;
    private const int BufferSize = 32 * 1024;

    public async ValueTask<Upload> ReadAsync(HttpRequest request, OptionText? given, CancellationToken cancellationToken)
    {
        PooledBytes? file = null;
        try
        {
            var parts = new MultipartReader(Boundary(request.ContentType!), request.Body, BufferSize);
            for (var count = 1; await parts.ReadNextSectionAsync(cancellationToken) is { } part; count++)
            {
                if (count > MaxParts) throw Malformed($"The form has more than {MaxParts} parts.");
                var name = NameOf(part);
                if (name.Equals("file", StringComparison.Ordinal))
                {
                    if (file is not null) throw new InvalidOptionException("file", "The form has more than one 'file'; one request captions one picture.");
                    file = await ReadFileAsync(part, cancellationToken);
                }
                else
                {
                    given ??= new OptionText();
                    given.Add(name, await ReadFieldAsync(part, cancellationToken));
                }
            }

            if (file is null) throw new InvalidOptionException("file", "The form has no field 'file' with a picture.");
            return Upload.Of(file, file.Memory, RequestOptions.From(given));
        }
        catch (Exception e)
        {
            file?.Dispose();
            if (e is InvalidDataException || e.GetType() == typeof(IOException)) throw Malformed("The form is cut off or no form: " + e.Message, e);
            throw;
        }
    }

    private async Task<PooledBytes> ReadFileAsync(MultipartSection part, CancellationToken cancellationToken)
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

    private static string Boundary(string contentType)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value;
        return boundary is { Length: > 0 and <= MaxBoundary }
            ? boundary
            : throw Malformed("The content type names no boundary, or one that is too long.");
    }

    private static string NameOf(MultipartSection part) =>
        ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
            : throw Malformed("A part of the form has no Content-Disposition.");

    private static async Task<string> ReadFieldAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var length = await part.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxFieldBytes
            ? System.Text.Encoding.UTF8.GetString(buffer, 0, length)
            : throw Malformed($"A field of the form is longer than {MaxFieldBytes} bytes.");
    }

    private static RequestRefusedException Malformed(string message, Exception? inner = null) => new(400, "malformed-form", message, inner);
}
