using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Sessions;

/// <summary>A graph with its buffers: run it on however many rows are filled. Owns the buffers; for one thread.</summary>
internal sealed class BoundRun(Graph graph, TensorBuffer[] inputs, TensorBuffer[] outputs) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly string[] _inputNames = [.. inputs.Select(input => input.Name)];
    private readonly string[] _outputNames = [.. outputs.Select(output => output.Name)];
    private readonly OrtValue[] _inputValues = new OrtValue[inputs.Length];
    private readonly OrtValue[] _outputValues = new OrtValue[outputs.Length];

    public void Run(int rows)
    {
        var (session, taken) = graph.For(rows);
        for (var i = 0; i < inputs.Length; i++) _inputValues[i] = inputs[i].Value(taken);
        for (var i = 0; i < outputs.Length; i++) _outputValues[i] = outputs[i].Value(taken);
        session.Run(_options, _inputNames, _inputValues, _outputNames, _outputValues);
    }

    public void Dispose()
    {
        foreach (var buffer in inputs.Concat(outputs)) buffer.Dispose();
        _options.Dispose();
    }
}
