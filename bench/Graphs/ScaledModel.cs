using System.Text.Json;

namespace CaptionCluster.Bench.Graphs;

/// <summary>
/// The miniature ViT-GPT2 with its decoder scaled up: a pair of GPT-2-like graphs with cross-attention and random weights beside the
/// miniature's own encoder, tokenizer and processor. Nothing it says makes sense; everything takes as long as it would.
/// </summary>
internal sealed record ScaledModel(int Layers, int Width, int Heads, int Vocabulary)
{
    private const int SourceWidth = 64, Positions = 128;

    private int HeadSize => Width / Heads;

    public void Write(string miniature, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in (string[])["encoder_model.onnx", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"])
        {
            File.Copy(Path.Combine(miniature, name), Path.Combine(folder, name), overwrite: true);
        }

        var config = new { model_type = "vision-encoder-decoder", decoder = new { vocab_size = Vocabulary, n_positions = Positions } };
        File.WriteAllText(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(config));
        // Of random weights EOS may come at any step: forbidding it makes every sentence equally long.
        var generation = new { decoder_start_token_id = 0, eos_token_id = 0, max_new_tokens = 20, min_new_tokens = 20 };
        File.WriteAllText(Path.Combine(folder, "generation_config.json"), JsonSerializer.Serialize(generation));
        Decoder(Path.Combine(folder, "decoder_model.onnx"), withPast: false);
        Decoder(Path.Combine(folder, "decoder_with_past_model.onnx"), withPast: true);
    }

    private void Decoder(string file, bool withPast)
    {
        using var graph = new OnnxGraph(file);
        var ids = graph.Input("input_ids", ids: true, "batch", "tokens");
        var source = graph.Input("encoder_hidden_states", ids: false, "batch", "source", SourceWidth);
        var table = graph.Weight(Vocabulary, Width);
        var x = graph.Node("Gather", [table, ids]);
        for (var layer = 0; layer < Layers; layer++)
        {
            var attended = Normed(graph, x);
            x = graph.Node("Add", [x, SelfAttention(graph, attended, layer, withPast)]);
            x = graph.Node(
                "Add",
                [
                    x,
                    Attention(
                        graph,
                        Linear(graph, Normed(graph, x), Width, Width),
                        Split(graph, Linear(graph, source, SourceWidth, Width)),
                        Split(graph, Linear(graph, source, SourceWidth, Width))
                    ),
                ]
            );
            var hidden = Linear(graph, Normed(graph, x), Width, 4 * Width);
            var gated = graph.Node("Mul", [hidden, graph.Node("Sigmoid", [hidden])]);
            x = graph.Node("Add", [x, Linear(graph, gated, 4 * Width, Width)]);
        }

        graph.Node("MatMul", [Normed(graph, x), graph.Node("Transpose", [table], [OnnxGraph.Attribute("perm", 1L, 0L)])], output: "logits");
        graph.Output("logits", "batch", "tokens", Vocabulary);
        graph.Save();
    }

    private string SelfAttention(OnnxGraph graph, string x, int layer, bool withPast)
    {
        var (key, value) = (Split(graph, Linear(graph, x, Width, Width)), Split(graph, Linear(graph, x, Width, Width)));
        return Attention(graph, Linear(graph, x, Width, Width), Present("key", key), Present("value", value));

        string Present(string what, string now)
        {
            var present = $"present.{layer}.{what}";
            graph.Output(present, "batch", Heads, "all", HeadSize);
            if (!withPast) return graph.Node("Identity", [now], output: present);
            var past = graph.Input($"past_key_values.{layer}.{what}", ids: false, "batch", Heads, "past", HeadSize);
            return graph.Node("Concat", [past, now], [OnnxGraph.Attribute("axis", 2L)], present);
        }
    }

    private string Attention(OnnxGraph graph, string query, string keys, string values)
    {
        var scores = graph.Node(
            "MatMul",
            [Split(graph, query), graph.Node("Transpose", [keys], [OnnxGraph.Attribute("perm", 0L, 1, 3, 2)])]
        );
        var weights = graph.Node(
            "Softmax",
            [graph.Node("Mul", [scores, graph.Scalar(1 / MathF.Sqrt(HeadSize))])],
            [OnnxGraph.Attribute("axis", -1L)]
        );
        var mixed = graph.Node("Transpose", [graph.Node("MatMul", [weights, values])], [OnnxGraph.Attribute("perm", 0L, 2, 1, 3)]);
        return Linear(graph, graph.Node("Reshape", [mixed, graph.Constant(0, 0, Width)]), Width, Width);
    }

    /// <summary>[batch, tokens, width] to [batch, heads, tokens, head size].</summary>
    private string Split(OnnxGraph graph, string x) =>
        graph.Node(
            "Transpose",
            [graph.Node("Reshape", [x, graph.Constant(0, 0, Heads, HeadSize)])],
            [OnnxGraph.Attribute("perm", 0L, 2, 1, 3)]
        );

    private static string Linear(OnnxGraph graph, string x, int from, int to) =>
        graph.Node("Add", [graph.Node("MatMul", [x, graph.Weight(from, to)]), graph.Weight(to)]);

    private string Normed(OnnxGraph graph, string x) => graph.Node("LayerNormalization", [x, graph.Weight(Width), graph.Weight(Width)]);
}
