using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake.Buffers;

namespace CaptionCluster.Client.Intake;

/// <summary>
/// multipart/form-data (RFC 7578): one <c>file</c>, and options as fields before or after it. Streamed; nothing touches the disk.
/// </summary>
internal sealed class MultipartUploadReader(BodyReader body)
{
    private const int MaxParts = 32;

    public async ValueTask<Upload> ReadAsync(HttpRequest request, OptionText? given, CancellationToken cancellationToken)
    {
        UploadBytes? file = null;
        var caller = BodyReader.CallerOf(request);
        try
        {
            var parts = new FormParts(request);
            for (var count = 1; await parts.NextAsync(cancellationToken) is { } part; count++)
            {
                if (count > MaxParts) throw FormParts.Malformed($"The form has more than {MaxParts} parts.");
                if (FormParts.IsFile(part))
                {
                    if (file is not null)
                    {
                        throw new InvalidOptionException("file", "The form has more than one 'file'; one request captions one picture.");
                    }

                    file = await parts.ReadFileAsync(body, caller, part, cancellationToken);
                }
                else
                {
                    given ??= new OptionText();
                    given.Add(FormParts.NameOf(part), await parts.ReadFieldAsync(part, cancellationToken));
                }
            }

            if (file is null) throw new InvalidOptionException("file", "The form has no field 'file' with a picture.");
            var options = RequestOptions.From(given);
            return new Upload(body.PictureOf(caller, file, file.Memory), options);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }
}
