using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;

namespace CaptionCluster.Client.Facades.OpenInference;

/// <summary>Captions as tensors: JSON, and behind it what was wanted in binary.</summary>
internal static class InferAnswer
{
    public const string HeaderLength = "Inference-Header-Content-Length";
    public const string Caption = "caption";
    public const string Confidence = "confidence";

    public static readonly IReadOnlyList<string> Outputs = [Caption, Confidence];

    public static async Task WriteAsync(
        HttpResponse response,
        InferRequest request,
        ModelId model,
        IReadOnlyList<CaptionOutcome> rows,
        AltTextStyle style
    )
    {
        var tail = new List<byte[]>();
        var wanted = Outputs.Where(name => request.Outputs?.ContainsKey(name) != false);
        var outputs = new JsonArray([.. wanted.Select(name => Tensor(name, request, rows, style, tail))]);
        var json = new JsonObject { ["model_name"] = model.Name, ["model_version"] = model.Revision, ["outputs"] = outputs };
        if (request.Id is { } id) json["id"] = id;
        if (tail.Count == 0)
        {
            await FacadeAnswer.WriteAsync(response, json);
            return;
        }

        var head = JsonSerializer.SerializeToUtf8Bytes(json);
        response.ContentType = "application/octet-stream";
        response.Headers[HeaderLength] = head.Length.ToString(CultureInfo.InvariantCulture);
        response.ContentLength = head.Length + tail.Sum(bytes => bytes.Length);
        foreach (var bytes in tail.Prepend(head)) await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }

    private static JsonObject Tensor(
        string name,
        InferRequest request,
        IReadOnlyList<CaptionOutcome> rows,
        AltTextStyle style,
        List<byte[]> tail
    )
    {
        var isText = name == Caption;
        var tensor = new JsonObject
        {
            ["name"] = name,
            ["datatype"] = isText ? InferRequest.BytesType : "FP32",
            ["shape"] = new JsonArray([.. request.Input.Shape.Select(size => (JsonNode)size)]),
        };
        if (request.IsBinary(name))
        {
            tail.Add(isText
                ? TensorBytes.Join(rows.Select(row => Encoding.UTF8.GetBytes(SentenceOf(row, style))))
                : [.. rows.SelectMany(row => BytesOf(ConfidenceOf(row)))]);
            tensor["parameters"] = new JsonObject { ["binary_data_size"] = tail[^1].Length };
        }
        else
        {
            tensor["data"] = new JsonArray([.. rows.Select(row => isText ? (JsonNode)SentenceOf(row, style) : ConfidenceOf(row))]);
        }

        return tensor;
    }

    private static string SentenceOf(in CaptionOutcome row, AltTextStyle style) =>
        AltTextWriter.Caption(row.Known.Caption.Text, style);

    private static float ConfidenceOf(in CaptionOutcome row) => (float)row.Known.Caption.Confidence;

    private static byte[] BytesOf(float number)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, number);
        return bytes;
    }
}
