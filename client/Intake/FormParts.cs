using System.IO.Pipelines;
using System.Text;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CaptionCluster.Client.Intake;

/// <summary>The parts of multipart/form-data (RFC 7578), read one after another as they come.</summary>
/// <exception cref="RequestRefusedException">The form is cut off, or none with the boundary that its content type names: from any
/// method.</exception>
internal sealed class FormParts
{
    private const int MaxFieldBytes = 1024;
    private const int BufferSize = 32 * 1024;

    private readonly string _boundary;
    private readonly MultipartReader _reader;

    public FormParts(HttpRequest request)
    {
        _boundary = ContentTypes.BoundaryOf(request.ContentType!);
        _reader = new MultipartReader(_boundary, request.Body, BufferSize);
    }

    /// <summary>Nothing more can be read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Null after the last.</summary>
    public Task<MultipartSection?> NextAsync(CancellationToken cancellationToken) =>
        ReadAsync(() => _reader.ReadNextSectionAsync(cancellationToken));

    /// <exception cref="ImageRejectedException">Larger than a picture may be.</exception>
    /// <exception cref="OverloadedException">All uploads together hold too much.</exception>
    public Task<UploadBytes> ReadFileAsync(BodyReader body, Caller caller, MultipartSection part, CancellationToken cancellationToken) =>
        ReadAsync(async () =>
        {
            CheckEncoding(part);
            var pipe = PipeReader.Create(part.Body, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));
            try
            {
                return await body.ReadAsync(caller, pipe, null, body.MaxImageBytes, cancellationToken);
            }
            finally
            {
                await pipe.CompleteAsync();
            }
        });

    public Task<string> ReadFieldAsync(MultipartSection part, CancellationToken cancellationToken) =>
        ReadAsync(async () =>
        {
            CheckEncoding(part);
            var buffer = new byte[MaxFieldBytes + 1];
            var length = await part.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return length <= MaxFieldBytes
                ? Encoding.UTF8.GetString(buffer, 0, length)
                : throw Malformed(
                    $"The field '{Excerpt.Of(NameOf(part))}' of the form is longer than {MaxFieldBytes} bytes; a picture is sent as 'file'."
                );
        });

    public static bool HasDisposition(MultipartSection part) => ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out _);

    public static bool IsFile(MultipartSection part) => NameOf(part).Equals("file", StringComparison.Ordinal);

    public static string NameOf(MultipartSection part) => HeaderUtilities.RemoveQuotes(DispositionOf(part).Name).ToString();

    /// <summary>Null when the part has none.</summary>
    public static string? FileNameOf(MultipartSection part)
    {
        var disposition = DispositionOf(part);
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
        return name.HasValue && name.Length > 0 ? name.ToString() : null;
    }

    public static RequestRefusedException Malformed(string message, Exception? inner = null) => new(400, "malformed-form", message, inner);

    private async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        // the form, and not the connection
        catch (Exception error) when (error is InvalidDataException || error.GetType() == typeof(IOException))
        {
            IsBroken = true;
            throw Malformed($"The form is cut off, or no form with the boundary '{_boundary}': {error.Message}", error);
        }
    }

    /// <summary>Forms have no encodings of a part any more (RFC 7578, 4.7).</summary>
    private static void CheckEncoding(MultipartSection part)
    {
        Check("Content-Encoding", "identity");
        Check("Content-Transfer-Encoding", "binary", "8bit", "7bit");

        void Check(string header, params ReadOnlySpan<string> plain)
        {
            if (part.Headers?.TryGetValue(header, out var given) != true) return;
            var encoding = given.ToString().Trim();
            foreach (var one in plain)
            {
                if (encoding.Equals(one, StringComparison.OrdinalIgnoreCase)) return;
            }

            throw new RequestRefusedException(
                415,
                "unsupported-encoding",
                $"A part of the form has the {header} '{Excerpt.Of(encoding)}'; parts must not be encoded."
            );
        }
    }

    private static ContentDispositionHeaderValue DispositionOf(MultipartSection part) =>
        ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            ? disposition
            : throw Malformed("A part of the form has no Content-Disposition that can be read.");
}
