using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Sessions;

/// <summary>A session with the names its graph gives its inputs and outputs; what is missing is said by name.</summary>
internal sealed class Graph(InferenceSession session, string file) : IDisposable
{
    public string File { get; } = file;

    public InferenceSession Session { get; } = session;

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => Session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => Session.OutputMetadata;

    public NodeMetadata Input(string name) => Find(Inputs, name, "input");

    public NodeMetadata Output(string name) => Find(Outputs, name, "output");

    /// <summary>A tensor's shape without its first dimension; a free second dimension becomes <paramref name="free"/>.</summary>
    public long[] RowShape(string name, long free = 0)
    {
        var metadata = Inputs.TryGetValue(name, out var input) ? input : Output(name);
        var shape = metadata.Dimensions.Skip(1).Select(dimension => dimension > 0 ? dimension : free).ToArray();
        return Array.TrueForAll(shape, dimension => dimension > 0)
            ? shape
            : throw new ModelFolderException($"{File}: the shape of '{name}' has a free dimension where a number is needed.");
    }

    /// <summary>The outputs' shapes without their first dimension, read off a run on one row: exports often leave dimensions free.</summary>
    public IReadOnlyDictionary<string, long[]> OutputRowShapes(params IReadOnlyList<TensorBuffer> inputs)
    {
        using var options = new RunOptions();
        string[] names = [.. inputs.Select(input => input.Name)];
        OrtValue[] values = [.. inputs.Select(input => input.Value(1))];
        using var outputs = Session.Run(options, names, values, Session.OutputNames);
        return Session.OutputNames.Zip(outputs, (name, output) => (name, output.GetTensorTypeAndShape().Shape[1..])).ToDictionary();
    }

    public void Dispose() => Session.Dispose();

    private NodeMetadata Find(IReadOnlyDictionary<string, NodeMetadata> tensors, string name, string kind) =>
        tensors.TryGetValue(name, out var metadata)
            ? metadata
            : throw new ModelFolderException($"{File} has no {kind} '{name}'; it has {string.Join(", ", tensors.Keys.Order(StringComparer.Ordinal))}.");
}
