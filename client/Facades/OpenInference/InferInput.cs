using System.Text.Json;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenInference;

/// <summary>The tensor of pictures: base64 in JSON, or bytes behind it.</summary>
/// <param name="Shape">Its sizes, of which the answer's tensors have the same.</param>
/// <param name="Data">Undefined where the bytes follow the JSON.</param>
/// <param name="BinarySize">How many those are.</param>
internal sealed record InferInput(long[] Shape, JsonElement Data, int? BinarySize)
{
    /// <summary>As many as a batch has in work at once.</summary>
    private const int MaxRows = 64;

    private const int MaxRank = 8;

    private int Rows => (int)Shape.Aggregate(1L, (rows, size) => rows * size);

    /// <exception cref="InvalidOptionException">Several inputs, or one that is no tensor of pictures.</exception>
    public static InferInput Parse(JsonElement inputs)
    {
        var all = FacadeJson.Items(inputs, "inputs").ToList();
        if (all.Count != 1) throw Wrong($"One input is needed, '{InferRequest.InputName}'; there are {all.Count}.");
        var input = new InferInput([], default, null);
        var (name, type) = ("", "");
        foreach (var property in FacadeJson.Properties(all[0], "inputs"))
        {
            switch (property.Name)
            {
                case "name": name = FacadeJson.Text(property.Value, "inputs"); break;
                case "datatype": type = FacadeJson.Text(property.Value, "inputs"); break;
                case "shape": input = input with { Shape = ShapeOf(property.Value) }; break;
                case "data": input = input with { Data = property.Value }; break;
                case "parameters": input = input with { BinarySize = BinarySizeOf(property.Value) }; break;
                default: throw Wrong($"'{Excerpt.Of(property.Name)}' of an input is unknown.");
            }
        }

        if (name != InferRequest.InputName || type != InferRequest.BytesType)
        {
            throw Wrong($"The input must be '{InferRequest.InputName}' of {InferRequest.BytesType}.");
        }
        if (input.Shape.Length == 0) throw Wrong("The input needs a 'shape'.");
        return input.BinarySize is null == (input.Data.ValueKind != JsonValueKind.Undefined)
            ? input
            : throw Wrong("The input needs either 'data' or the parameter 'binary_data_size'.");
    }

    /// <summary>Text of the body is overwritten: the request must have been read.</summary>
    public IReadOnlyList<Picture> Pictures(FacadeBody body)
    {
        if (BinarySize != null ? body.Tail.Length != BinarySize : body.Tail.Length > 0)
        {
            throw Wrong($"'binary_data_size' is {BinarySize ?? 0}, and {body.Tail.Length} bytes follow the JSON.");
        }

        List<Picture> pictures = BinarySize is null
            ? [.. Flat(Data).Select(body.LendBase64)]
            : [.. TensorBytes.Split(body.Tail).Take(MaxRows + 1).Select(body.Lend)];
        return pictures.Count == Rows ? pictures : throw Wrong($"The shape has {Rows} elements, and the data {pictures.Count}.");
    }

    /// <summary>Arrays may lie in each other as the shape says, or all in one.</summary>
    private static IEnumerable<JsonElement> Flat(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Array => data.EnumerateArray().SelectMany(Flat),
        JsonValueKind.String => [data],
        _ => throw Wrong("'data' must be pictures in base64."),
    };

    private static long[] ShapeOf(JsonElement shape)
    {
        var (sizes, rows) = (new List<long>(), 1L);
        foreach (var size in FacadeJson.Items(shape, "inputs"))
        {
            sizes.Add(size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var number) ? number : 0);
            if (sizes[^1] is > 0 and <= MaxRows && sizes.Count <= MaxRank) rows *= sizes[^1];
            else rows = 0;
        }

        return sizes.Count > 0 && rows is > 0 and <= MaxRows ? [.. sizes] : throw Wrong($"'shape' must have 1 to {MaxRows} elements.");
    }

    private static int? BinarySizeOf(JsonElement parameters)
    {
        int? size = null;
        foreach (var parameter in FacadeJson.Properties(parameters, "inputs"))
        {
            if (parameter.Name != "binary_data_size") throw Wrong($"The parameter '{Excerpt.Of(parameter.Name)}' of an input is unknown.");
            size = parameter.Value.ValueKind == JsonValueKind.Number && parameter.Value.TryGetInt32(out var bytes) && bytes >= 0
                ? bytes
                : throw Wrong("'binary_data_size' must be a number of bytes.");
        }

        return size;
    }

    private static InvalidOptionException Wrong(string message) => new("inputs", message);
}
