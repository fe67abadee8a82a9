using System.Globalization;
using System.Text;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Fuzz;

/// <summary>Requests to the facades, good but for a picture here and there, to be made bad.</summary>
internal static class FacadeSeeds
{
    private const string Analyze = "/computervision/imageanalysis:analyze?api-version=2024-02-01&features=caption,denseCaptions";
    private const string Infer = "/v2/models/default/infer";
    private const string Mcp = "/mcp";
    private const string Parameters = """{"num_beams":2,"generate_kwargs":{"max_new_tokens":5}}""";
    private const string Tensor = """{"name":"image","shape":[2],"datatype":"BYTES" """;

    private static readonly string[] s_bytes = [Analyze, "/huggingface", "/huggingface/models/default?output=object"];

    private static readonly string[] s_gets =
    [
        "/openai/v1/models", "/openai/v1/models/default", "/v2", "/v2/health/ready", "/v2/models/default", "/v2/models/default/versions/1",
        "/v2/models/default/ready", Mcp, "/huggingface", "/computervision/",
    ];

    public static RawRequest Make(Random random)
    {
        var picture = random.Next(4) == 0 ? Pictures.New() : Pictures.Dog;
        var base64 = Convert.ToBase64String(picture);
        return random.Next(9) switch
        {
            0 => new RawRequest(RequestSeeds.Pick(random, "GET", "HEAD", "DELETE"), RequestSeeds.Pick(random, s_gets), [], [], false),
            1 => Post(random, RequestSeeds.Pick(random, s_bytes), "image/jpeg", picture),
            2 => Post(random, Analyze, $$"""{"url":"data:image/jpeg;base64,{{base64}}"}"""),
            3 or 4 => Post(random, "/openai/v1/chat/completions", Chat(random, base64)),
            5 => Post(random, "/huggingface", $$"""{"inputs":"{{base64}}","parameters":{{Parameters}}}"""),
            6 => Post(random, Infer, $$"""{"id":"1","inputs":[{{Tensor}},"data":["{{base64}}",["AAAA"]]}]}"""),
            7 => Binary(random, picture),
            _ => Post(random, Mcp, Message(random, base64), "Accept: application/json, text/event-stream"),
        };
    }

    private static string Chat(Random random, string base64)
    {
        var part = $$$"""{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,{{{base64}}}","detail":"low"}}""";
        var rest = RequestSeeds.Pick(
            random, "", ""","stream":true,"stream_options":{"include_usage":true}""", ""","temperature":0.5,"max_tokens":5""");
        return $$"""{"model":"default","messages":[{"role":"user","content":[{"type":"text","text":"What?"},{{part}}]}]{{rest}}}""";
    }

    private static string Message(Random random, string base64)
    {
        var call = RequestSeeds.Pick(
            random,
            $$"""{"name":"caption_image","arguments":{"base64":"{{base64}}"} }""",
            """{"name":"caption_image","arguments":{"url":"data:,"}}""",
            """{"name":"describe_job","arguments":{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","max":5,"after":1}}""");
        return RequestSeeds.Pick(
            random,
            $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{call}}}""",
            """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
    }

    private static RawRequest Binary(Random random, byte[] picture)
    {
        byte[] tail = [.. BitConverter.GetBytes(picture.Length), .. picture, 4, 0, 0, 0, 1, 2, 3, 4];
        var head = Encoding.UTF8.GetBytes(
            $$$"""{"inputs":[{"name":"image","shape":[2],"datatype":"BYTES","parameters":{"binary_data_size":{{{tail.Length}}} } }]}""");
        var length = "Inference-Header-Content-Length: " + head.Length.ToString(CultureInfo.InvariantCulture);
        return Post(random, Infer, "application/octet-stream", [.. head, .. tail], length);
    }

    private static RawRequest Post(Random random, string address, string json, params string[] headers) =>
        Post(random, address, "application/json", Encoding.UTF8.GetBytes(json), headers);

    private static RawRequest Post(Random random, string address, string type, byte[] body, params string[] headers) =>
        new("POST", address, ["Content-Type: " + type, .. headers], body, IsChunked: random.Next(3) == 0);
}
