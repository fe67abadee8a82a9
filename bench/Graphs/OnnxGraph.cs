using System.Runtime.InteropServices;

namespace CaptionCluster.Bench.Graphs;

/// <summary>
/// Builds an ONNX graph (opset 17) node by node. Weights are random, or rather drawn from a fixed stream, and go to a file of external data
/// beside the graph, so that a graph may be larger than a protocol buffer.
/// </summary>
internal sealed class OnnxGraph(string file) : IDisposable
{
    private const int Float = 1, Int64 = 7;

    private readonly Protobuf _graph = new();
    private readonly FileStream _data = File.Create(file + "_data");
    private readonly Random _random = new(1);
    private int _names;

    public string Input(string name, bool ids, params object[] shape)
    {
        _graph.Message(11, Value(name, ids ? Int64 : Float, shape));
        return name;
    }

    public void Output(string name, params object[] shape) => _graph.Message(12, Value(name, Float, shape));

    /// <summary>A node with one output, whose name is made up unless given.</summary>
    public string Node(string type, string[] inputs, Protobuf[]? attributes = null, string? output = null)
    {
        output ??= $"t{_names++}";
        var node = new Protobuf();
        foreach (var input in inputs) node.Text(1, input);
        node.Text(2, output).Text(4, type);
        foreach (var attribute in attributes ?? []) node.Message(5, attribute);
        _graph.Message(1, node);
        return output;
    }

    public static Protobuf Attribute(string name, long value) => new Protobuf().Text(1, name).Number(3, value).Number(20, 2);

    public static Protobuf Attribute(string name, params long[] values)
    {
        var attribute = new Protobuf().Text(1, name);
        foreach (var value in values) attribute.Number(8, value);
        return attribute.Number(20, 7);
    }

    public string Constant(params long[] values)
    {
        var name = $"c{_names++}";
        _graph.Message(
            5,
            new Protobuf().Number(1, values.Length).Number(2, Int64).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan()))
        );
        return name;
    }

    public string Scalar(float value)
    {
        var name = $"c{_names++}";
        _graph.Message(5, new Protobuf().Number(2, Float).Text(8, name).Bytes(9, MemoryMarshal.AsBytes<float>([value])));
        return name;
    }

    /// <summary>Uniform weights of a spread that keeps activations as they are.</summary>
    public string Weight(params long[] shape)
    {
        var (name, offset) = ($"w{_names++}", _data.Position);
        var (count, spread) = (shape.Aggregate(1L, (product, next) => product * next), (float)Math.Sqrt(3.0 / shape[0]));
        var block = new float[Math.Min(count, 1 << 20)];
        for (var left = count; left > 0; left -= block.Length)
        {
            for (var i = 0; i < block.Length; i++) block[i] = ((_random.NextSingle() * 2) - 1) * spread;
            _data.Write(MemoryMarshal.AsBytes(block.AsSpan(0, (int)Math.Min(left, block.Length))));
        }

        var tensor = new Protobuf();
        foreach (var dimension in shape) tensor.Number(1, dimension);
        tensor.Number(2, Float).Text(8, name);
        tensor
            .Message(13, Entry("location", Path.GetFileName(file) + "_data"))
            .Message(13, Entry("offset", $"{offset}"))
            .Message(13, Entry("length", $"{count * sizeof(float)}"));
        _graph.Message(5, tensor.Number(14, 1));
        return name;
    }

    public void Save()
    {
        _graph.Text(2, Path.GetFileNameWithoutExtension(file));
        var model = new Protobuf().Number(1, 8).Message(7, _graph).Message(8, new Protobuf().Text(1, "").Number(2, 17));
        File.WriteAllBytes(file, model.ToArray());
    }

    public void Dispose() => _data.Dispose();

    private static Protobuf Entry(string key, string value) => new Protobuf().Text(1, key).Text(2, value);

    private static Protobuf Value(string name, int type, object[] shape)
    {
        var dimensions = new Protobuf();
        foreach (var dimension in shape)
        {
            dimensions.Message(
                1,
                dimension is string free ? new Protobuf().Text(2, free) : new Protobuf().Number(1, Convert.ToInt64(dimension))
            );
        }

        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, type).Message(2, dimensions)));
    }
}
