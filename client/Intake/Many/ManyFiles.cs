using System.Runtime.CompilerServices;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using Microsoft.AspNetCore.WebUtilities;

namespace CaptionCluster.Client.Intake.Many;

/// <summary>A form whose every <c>file</c> is a picture. Options come before the first of them, as work starts with it.</summary>
internal sealed class ManyFiles(HttpRequest request, BodyReader body)
{
    private const int MaxFields = 32;

    private readonly FormParts _parts = new(request);
    private readonly Caller _caller = BodyReader.CallerOf(request);
    private readonly PacedReader? _pace = request.HttpContext.Features.Get<PacedReader>();
    private MultipartSection? _file;

    public async Task<OptionText?> ReadOptionsAsync(OptionText? given, CancellationToken cancellationToken)
    {
        for (var count = 0; await _parts.NextAsync(cancellationToken) is { } part; count++)
        {
            if (FormParts.IsFile(part))
            {
                _file = part;
                break;
            }

            if (count == MaxFields) throw FormParts.Malformed($"The form has more than {MaxFields} fields.");
            given ??= new OptionText();
            given.Add(FormParts.NameOf(part), await _parts.ReadFieldAsync(part, cancellationToken));
        }

        return given;
    }

    public async IAsyncEnumerable<ManyItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var index = 0; _file is not null; index++, _file = await _parts.NextAsync(cancellationToken))
        {
            if (IsField(_file)) throw FormParts.Malformed("Fields of the form must come before its first file.");
            yield return await ReadItemAsync(index, _file, cancellationToken);
        }
    }

    private async Task<ManyItem> ReadItemAsync(int index, MultipartSection part, CancellationToken cancellationToken)
    {
        string? name = null;
        try
        {
            name = FormParts.FileNameOf(part) is { } given ? Excerpt.Of(given, ManyItem.MaxName) : null;
            _pace?.IsWithinItem = true;
            var bytes = await _parts.ReadFileAsync(body, _caller, part, cancellationToken);
            return new ManyItem(index, name, body.PictureOf(_caller, bytes, bytes.Memory));
        }
        catch (CaptionClusterException error) when (!_parts.IsBroken)
        {
            return ManyItem.Refused(index, name, error);
        }
        finally
        {
            _pace?.IsWithinItem = false;
        }
    }

    /// <summary>What has no name that can be read is no field either, but an item that is wrong.</summary>
    private static bool IsField(MultipartSection part) => FormParts.HasDisposition(part) && !FormParts.IsFile(part);
}
