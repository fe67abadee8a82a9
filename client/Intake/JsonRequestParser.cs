using System.Text;
using System.Text.Json;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake;

/// <param name="Base64">Where in the body the picture's text lies, quotes left out; meaningless when there is a digest.</param>
internal readonly record struct ParsedRequest(OptionText Options, ImageDigest? Digest, Range Base64);

/// <summary>Walks <c>{"image": …, "model": …, "decoding": {…}, "include": […]}</c> without making objects of it.</summary>
internal ref struct JsonRequestParser
{
    private readonly OptionText _options;
    private Utf8JsonReader _json;
    private ImageDigest? _digest;
    private Range? _base64;
    private bool _hasImage;

    private JsonRequestParser(ReadOnlySpan<byte> json, OptionText options)
    {
        _json = new Utf8JsonReader(json);
        _options = options;
    }

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOptionException">A property that is unknown, given twice or of the wrong kind.</exception>
    public static ParsedRequest Parse(ReadOnlySpan<byte> json, OptionText options)
    {
        var parser = new JsonRequestParser(json, options);
        return parser.ParseRequest();
    }

    private ParsedRequest ParseRequest()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject) throw Wrong("body", "The body must be a JSON object.");
        while (NextProperty() is { } name) ParseProperty(name);
        _json.Read();

        if (!_hasImage) throw Wrong("image", "'image' is missing; give it 'base64' or 'sha256'.");
        return new ParsedRequest(_options, _digest, _base64 ?? default);
    }

    private void ParseProperty(string name)
    {
        switch (name)
        {
            case "image":
                if (_hasImage) throw Wrong("image", "'image' is given twice.");
                ParseImage();
                break;
            case "decoding":
                EnterObject("decoding");
                while (NextProperty() is { } option) _options.AddDecoding(option, ref _json);
                break;
            case "include":
                ParseInclude();
                break;
            case "model":
                if (_json.TokenType != JsonTokenType.String) throw Wrong("model", "'model' must be a string.");
                _options.Add("model", _json.GetString()!);
                break;
            default:
                throw Wrong(name, $"'{name}' is unknown; known are image, model, decoding and include.");
        }
    }

    private void ParseImage()
    {
        EnterObject("image");
        while (NextProperty() is { } name)
        {
            if (_hasImage) throw Wrong("image", "'image' has more than one of base64, sha256 and url.");
            _hasImage = true;
            if (name is not ("base64" or "sha256" or "url")) throw Wrong("image." + name, $"'image.{name}' is unknown; known are base64, sha256 and url.");
            if (_json.TokenType != JsonTokenType.String) throw Wrong("image." + name, $"'image.{name}' must be a string.");
            if (name == "url") throw new RequestRefusedException(422, "url-fetching-off", "Pictures are not fetched from URLs here: send the bytes.");
            if (name == "base64") _base64 = ContentOfString();
            else _digest = Digests.Parse(_json.GetString()!, 422);
        }

        if (!_hasImage) throw Wrong("image", "'image' is empty; give it 'base64' or 'sha256'.");
    }

    private readonly Range ContentOfString()
    {
        var start = checked((int)_json.TokenStartIndex) + 1;
        return start..(start + _json.ValueSpan.Length);
    }

    private void ParseInclude()
    {
        if (_json.TokenType != JsonTokenType.StartArray) throw Wrong("include", "'include' must be an array of strings.");
        var names = new StringBuilder();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.String) throw Wrong("include", "'include' must be an array of strings.");
            names.Append(names.Length == 0 ? "" : ",").Append(_json.GetString());
        }

        _options.Add("include", names.ToString());
    }

    private readonly void EnterObject(string name)
    {
        if (_json.TokenType != JsonTokenType.StartObject) throw Wrong(name, $"'{name}' must be an object.");
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
