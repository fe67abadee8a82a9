using System.Runtime.CompilerServices;
using CaptionCluster.Client.Captions;
using Microsoft.AspNetCore.WebUtilities;

namespace CaptionCluster.Client.Intake.Many;

/// <summary>A form whose every <c>file</c> is a picture. Options come before the first of them, as work starts with it.</summary>
internal sealed class ManyFiles(HttpRequest request, BodyReader body)
{
    private const int MaxFields = 32;

    private readonly MultipartReader _parts = FormParts.Open(request);
    private MultipartSection? _file;

    public async Task<OptionText?> ReadOptionsAsync(OptionText? given, CancellationToken cancellationToken)
    {
        for (var count = 0; await NextAsync(cancellationToken) is { } part; count++)
        {
            if (IsFile(part))
            {
                _file = part;
                break;
            }

            if (count == MaxFields) throw FormParts.Malformed($"The form has more than {MaxFields} fields.");
            given ??= new OptionText();
            given.Add(FormParts.NameOf(part), await FormParts.ReadFieldAsync(part, cancellationToken));
        }

        return given;
    }

    public async IAsyncEnumerable<ManyItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var index = 0; _file is not null; index++, _file = await NextAsync(cancellationToken))
        {
            if (!IsFile(_file)) throw FormParts.Malformed("Fields of the form must come before its first file.");
            yield return await ReadItemAsync(index, _file, cancellationToken);
        }
    }

    private async Task<ManyItem> ReadItemAsync(int index, MultipartSection file, CancellationToken cancellationToken)
    {
        var name = FormParts.FileNameOf(file) is { } given ? given[..Math.Min(given.Length, ManyItem.MaxName)] : null;
        try
        {
            var bytes = await FormParts.ReadFileAsync(body, file, cancellationToken);
            return ManyItem.Of(index, name, bytes, bytes.Memory);
        }
        catch (ImageRejectedException tooLarge)
        {
            return ManyItem.Refused(index, name, tooLarge);
        }
        catch (Exception error) when (FormParts.IsMalformed(error))
        {
            throw FormParts.Malformed("The form is cut off or no form: " + error.Message, error);
        }
    }

    private async Task<MultipartSection?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _parts.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception error) when (FormParts.IsMalformed(error))
        {
            throw FormParts.Malformed("The form is cut off or no form: " + error.Message, error);
        }
    }

    private static bool IsFile(MultipartSection part) => FormParts.NameOf(part).Equals("file", StringComparison.Ordinal);
}
