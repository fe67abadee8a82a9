using System.Text;
using System.Text.Json;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Intake;

/// <param name="Options">What was given outside and inside; null when nothing was inside.</param>
/// <param name="Url">Where the picture is; null when it is here, or was.</param>
/// <param name="Base64">Where in the text the picture's lies, quotes left out; meaningless when there is a digest or a URL.</param>
/// <param name="Id">What a line calls its picture.</param>
internal readonly record struct ParsedRequest(OptionText? Options, ImageDigest? Digest, string? Url, Range Base64, string? Id);

/// <summary>
/// Walks <c>{"image": …, "model": …, "decoding": {…}, "altText": {…}, "include": […]}</c>, a body or a line of many, without making objects
/// of it.
/// </summary>
internal ref struct JsonRequestParser
{
    /// <summary>Characters of a URL that is no picture itself.</summary>
    public const int MaxUrl = 8192;

    private readonly OptionText? _given;
    private readonly bool _isLine;
    private OptionText? _options;
    private Utf8JsonReader _json;
    private ImageDigest? _digest;
    private Range? _base64;
    private string? _url;
    private string? _id;
    private bool _hasImage;
    private bool _hasInclude;

    private JsonRequestParser(ReadOnlySpan<byte> json, OptionText? given, bool isLine)
    {
        _json = new Utf8JsonReader(json);
        _given = given;
        _isLine = isLine;
    }

    private OptionText Options => _options ??= new OptionText(_given);

    /// <param name="given">What is known of the options already. Left as it is.</param>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOptionException">A property that is unknown, given twice or of the wrong kind.</exception>
    public static ParsedRequest Parse(ReadOnlySpan<byte> json, OptionText? given) =>
        new JsonRequestParser(json, given, isLine: false).ParseRequest();

    /// <summary>The same for a line, which may have an <c>id</c>.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="InvalidOptionException">A property that is unknown, given twice or of the wrong kind.</exception>
    public static ParsedRequest ParseLine(ReadOnlySpan<byte> json, OptionText? given) =>
        new JsonRequestParser(json, given, isLine: true).ParseRequest();

    private ParsedRequest ParseRequest()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong(_isLine ? "line" : "body", $"The {(_isLine ? "line" : "body")} must be a JSON object.");
        }

        while (NextProperty() is { } name)
        {
            ParseProperty(name);
        }

        _json.Read();

        if (!_hasImage) throw Wrong("image", "'image' is missing; give it 'base64', 'sha256' or 'url'.");
        return new ParsedRequest(_options, _digest, _url, _base64 ?? default, _id);
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
                while (NextProperty() is { } option) Options.AddDecoding(option, ref _json);
                break;
            case "altText":
                EnterObject("altText");
                while (NextProperty() is { } option) Options.AddAltText(option, ref _json);
                break;
            case "include":
                ParseInclude();
                break;
            case "model":
                if (_json.TokenType != JsonTokenType.String) throw Wrong("model", "'model' must be a string.");
                Options.Add("model", _json.GetString()!);
                break;
            case "id" when _isLine:
                _id = ParseId();
                break;
            default:
                throw Wrong(
                    name,
                    $"'{Excerpt.Of(name)}' is unknown; known are {(_isLine ? "id, " : "")}image, model, decoding, altText and include."
                );
        }
    }

    private void ParseImage()
    {
        EnterObject("image");
        while (NextProperty() is { } name)
        {
            if (_hasImage) throw Wrong("image", "'image' has more than one of base64, sha256 and url.");
            _hasImage = true;
            if (name is not ("base64" or "sha256" or "url"))
            {
                throw Wrong("image." + Excerpt.Of(name), $"'image.{Excerpt.Of(name)}' is unknown; known are base64, sha256 and url.");
            }

            if (_json.TokenType != JsonTokenType.String)
            {
                throw Wrong("image." + name, $"'image.{name}' must be a string.");
            }

            if (name == "sha256")
            {
                _digest = Digests.Parse(_json.GetString()!, 422);
            }
            else if (name == "base64" || Base64Image.IsDataUrl(_json.ValueSpan))
            {
                _base64 = ContentOfString();
            }
            else
            {
                _url = ParseUrl();
            }
        }

        if (!_hasImage) throw Wrong("image", "'image' is empty; give it 'base64', 'sha256' or 'url'.");
    }

    /// <summary>Whoever fetches looks at what is in it.</summary>
    private readonly string ParseUrl() => _json.ValueSpan.Length <= MaxUrl
        ? _json.GetString()!
        : throw new RequestRefusedException(422, "source-url", $"The URL is longer than {MaxUrl} characters.");

    private readonly string ParseId()
    {
        if (_id is not null) throw Wrong("id", "'id' is given twice.");
        var id = _json.TokenType switch
        {
            JsonTokenType.String => _json.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(_json.ValueSpan),
            _ => throw Wrong("id", "'id' must be a string or a number."),
        };
        return id.Length <= ManyItem.MaxName ? id : throw Wrong("id", $"'id' is longer than {ManyItem.MaxName} characters.");
    }

    private readonly Range ContentOfString()
    {
        var start = checked((int)_json.TokenStartIndex) + 1;
        return start..(start + _json.ValueSpan.Length);
    }

    private void ParseInclude()
    {
        if (_hasInclude) throw Wrong("include", "'include' is given twice.");
        _hasInclude = true;
        if (_json.TokenType != JsonTokenType.StartArray) throw Wrong("include", "'include' must be an array of strings.");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.String) throw Wrong("include", "'include' must be an array of strings.");
            Options.Add("include", _json.GetString()!);
        }
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
