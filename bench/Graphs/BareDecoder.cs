using CaptionCluster.Inference.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Bench.Graphs;

/// <summary>
/// What anyone would write who only wants the graphs run: past key values go from call to call, ONNX Runtime allocates, nothing is chosen.
/// </summary>
internal sealed class BareDecoder(string folder, ScaledModel shape, SessionFactory sessions) : IDisposable
{
    private const int SourceTokens = 50, SourceWidth = 64;

    private readonly Graph _first = sessions.Load(Path.Combine(folder, "decoder_model.onnx"));
    private readonly Graph _next = sessions.Load(Path.Combine(folder, "decoder_with_past_model.onnx"));

    public void Run(int rows, int steps)
    {
        using var options = new RunOptions();
        using var ids = OrtValue.CreateTensorValueFromMemory(new long[rows], [rows, 1]);
        using var source = OrtValue.CreateTensorValueFromMemory(
            new float[rows * SourceTokens * SourceWidth],
            [rows, SourceTokens, SourceWidth]
        );
        string[] outputs = ["logits", .. Cache("present")];
        var past = _first.Session.Run(options, ["input_ids", "encoder_hidden_states"], [ids, source], outputs);
        for (var step = 1; step < steps; step++)
        {
            var present = _next.Session.Run(
                options,
                ["input_ids", "encoder_hidden_states", .. Cache("past_key_values")],
                [ids, source, .. past.Skip(1)],
                outputs
            );
            past.Dispose();
            past = present;
        }

        past.Dispose();
    }

    public void Dispose()
    {
        _first.Dispose();
        _next.Dispose();
    }

    private IEnumerable<string> Cache(string prefix) =>
        Enumerable.Range(0, shape.Layers).SelectMany(layer => (string[])[$"{prefix}.{layer}.key", $"{prefix}.{layer}.value"]);
}
