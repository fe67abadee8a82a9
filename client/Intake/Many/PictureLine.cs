using System.Text.Json;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake.Many;

/// <param name="Base64">Where in the line the picture's text lies, quotes left out; meaningless when there is a digest.</param>
internal readonly record struct ParsedLine(string? Id, ImageDigest? Digest, Range Base64);

/// <summary>Walks <c>{"id": …, "image": {"base64" or "sha256": …}}</c> without making objects of it.</summary>
internal ref struct PictureLine
{
    private Utf8JsonReader _json;
    private string? _id;
    private ImageDigest? _digest;
    private Range? _base64;

    private PictureLine(ReadOnlySpan<byte> line) => _json = new Utf8JsonReader(line);

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOptionException">A property that is unknown, missing or of the wrong kind.</exception>
    public static ParsedLine Parse(ReadOnlySpan<byte> line)
    {
        var parser = new PictureLine(line);
        return parser.Parse();
    }

    private ParsedLine Parse()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject) throw Wrong("line", "A line must be a JSON object.");
        while (NextProperty() is { } name)
        {
            if (name == "id") _id = ParseId();
            else if (name == "image") ParseImage();
            else throw Wrong(name, $"'{name}' is unknown; a line has 'image' and may have 'id'. Options are for all lines, in the query.");
        }

        _json.Read(); // Nothing may follow.
        if (_digest is null && _base64 is null) throw Wrong("image", "'image' is missing; give it 'base64' or 'sha256'.");
        return new ParsedLine(_id, _digest, _base64 ?? default);
    }

    private readonly string ParseId()
    {
        var id = _json.TokenType switch
        {
            JsonTokenType.String => _json.GetString()!,
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(_json.ValueSpan),
            _ => throw Wrong("id", "'id' must be a string or a number."),
        };
        return id.Length <= ManyItem.MaxName ? id : throw Wrong("id", $"'id' is longer than {ManyItem.MaxName} characters.");
    }

    private void ParseImage()
    {
        if (_json.TokenType != JsonTokenType.StartObject) throw Wrong("image", "'image' must be an object.");
        while (NextProperty() is { } name)
        {
            if (_digest is not null || _base64 is not null) throw Wrong("image", "'image' has more than one of base64 and sha256.");
            if (name == "url") throw new RequestRefusedException(422, "url-fetching-off", "Pictures are not fetched from URLs here: send the bytes.");
            if (name is not ("base64" or "sha256")) throw Wrong("image." + name, $"'image.{name}' is unknown; known are base64 and sha256.");
            if (_json.TokenType != JsonTokenType.String) throw Wrong("image." + name, $"'image.{name}' must be a string.");
            if (name == "base64") _base64 = ContentOfString();
            else _digest = Digests.Parse(_json.GetString()!, 422);
        }
    }

    private readonly Range ContentOfString()
    {
        var start = checked((int)_json.TokenStartIndex) + 1;
        return start..(start + _json.ValueSpan.Length);
    }

    /// <summary>Stops on the property's value; null at the object's end.</summary>
    private string? NextProperty()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject) return null;
        var name = _json.GetString()!;
        _json.Read();
        return name;
    }

    private static InvalidOptionException Wrong(string option, string message) => new(option, message);
}
