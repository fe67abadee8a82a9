using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Sessions;

/// <summary>A graph and the names it gives its inputs and outputs; what is missing is said by name.</summary>
/// <param name="sessions">One for each size, or a single one for all.</param>
/// <param name="sizes">The only batch sizes it is run with, ascending; none when it takes any.</param>
internal sealed class Graph(IReadOnlyList<InferenceSession> sessions, IReadOnlyList<int> sizes, string file) : IDisposable
{
    public string File { get; } = file;

    public IReadOnlyList<int> Sizes { get; } = sizes;

    /// <summary>Rows one run takes at most; a larger batch is run in parts.</summary>
    public int RowsARun { get; init; } = int.MaxValue;

    public InferenceSession Session => sessions[0];

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

    /// <summary>
    /// The outputs' shapes without their first dimension, read off a run on one row: exports often leave dimensions free.
    /// </summary>
    public IReadOnlyDictionary<string, long[]> OutputRowShapes(params IReadOnlyList<TensorBuffer> inputs)
    {
        using var options = new RunOptions();
        string[] names = [.. inputs.Select(input => input.Name)];
        OrtValue[] values = [.. inputs.Select(input => input.Value(1))];
        using var outputs = Session.Run(options, names, values, Session.OutputNames);
        return Session.OutputNames.Zip(outputs, (name, output) => (name, output.GetTensorTypeAndShape().Shape[1..])).ToDictionary();
    }

    /// <summary>
    /// The session for a batch of so many rows, and how many it is filled up to: what the buffers hold there is computed in vain.
    /// </summary>
    public (InferenceSession Session, int Rows) For(int rows)
    {
        for (var i = 0; i < Sizes.Count; i++)
        {
            if (Sizes[i] >= rows) return (sessions[i], Sizes[i]);
        }

        return (Session, rows);
    }

    public void Dispose()
    {
        foreach (var session in sessions) session.Dispose();
    }

    private NodeMetadata Find(IReadOnlyDictionary<string, NodeMetadata> tensors, string name, string kind) =>
        tensors.TryGetValue(name, out var metadata)
            ? metadata
            : throw new ModelFolderException(
                $"{File} has no {kind} '{name}'; it has {string.Join(", ", tensors.Keys.Order(StringComparer.Ordinal))}."
            );
}
