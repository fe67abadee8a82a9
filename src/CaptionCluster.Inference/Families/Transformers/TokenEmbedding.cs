using CaptionCluster.Inference.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>The graph that turns ids into embeddings. Safe for concurrent use.</summary>
internal sealed class TokenEmbedding : IDisposable
{
    private const string InputIds = "input_ids";
    private const string InputsEmbeds = "inputs_embeds";

    private readonly Graph _graph;

    public TokenEmbedding(Graph graph)
    {
        graph.Input(InputIds);
        if (graph.Output(InputsEmbeds).Dimensions is not [.., > 0 and var width])
        {
            throw new ModelFolderException($"{graph.File}: the last dimension of '{InputsEmbeds}' is not fixed.");
        }

        (_graph, Width) = (graph, width);
    }

    public int Width { get; }

    /// <param name="ids"><c>[rows, tokens]</c></param>
    /// <param name="embeds"><c>[rows, tokens, width]</c></param>
    public void Embed(OrtValue ids, OrtValue embeds)
    {
        using var options = new RunOptions();
        _graph.Session.Run(options, [InputIds], [ids], [InputsEmbeds], [embeds]);
    }

    public void Dispose() => _graph.Dispose();
}
