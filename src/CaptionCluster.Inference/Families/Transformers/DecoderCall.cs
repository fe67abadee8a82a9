using CaptionCluster.Inference.Sessions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>Binds a cohort's blocks to the graph of a step and runs it. The blocks stay; only their shapes are made anew.</summary>
internal sealed class DecoderCall(TransformerDecoder decoder, CohortBlocks blocks)
{
    private readonly List<string> _inputNames = [];
    private readonly List<OrtValue> _inputs = [];
    private readonly List<string> _outputNames = [];
    private readonly List<OrtValue> _outputs = [];

    /// <param name="length">Tokens behind; with 0 the first graph or branch runs.</param>
    public void Run(int rows, int length, int sourceTokens)
    {
        var graphs = decoder.Graphs;
        var isFirst = length == 0;
        var pass = isFirst ? graphs.First : graphs.Next ?? graphs.First;
        try
        {
            Bind(pass, rows, length, sourceTokens);
            using var options = new RunOptions();
            if (graphs.Next is null) RunWhole(pass.Graph, options, rows, length + 1);
            else pass.Graph.Session.Run(options, _inputNames, _inputs, _outputNames, _outputs);
        }
        finally
        {
            Release();
        }
    }

    private void Bind(DecoderPass pass, int rows, int length, int sourceTokens)
    {
        var now = decoder.Graphs.Next is null ? length + 1 : 1;
        foreach (var (name, kind) in pass.Inputs) Input(name, Value(kind, rows, now, length, sourceTokens));
        foreach (var cached in blocks.Cache)
        {
            var slot = cached.Slot;
            if (pass.Slots.Count > 0)
            {
                // The first branch of a merged graph ignores its past, but wants to see one.
                var tokens = length == 0 ? 0 : slot.OfSource ? sourceTokens : length;
                Input(slot.Past, cached.Past.View(rows, slot.Heads, tokens, slot.HeadSize));
            }

            if (length == 0 || !slot.OfSource)
            {
                Output(slot.Present, cached.Present.View(rows, slot.Heads, slot.OfSource ? sourceTokens : length + 1, slot.HeadSize));
            }
        }

        var logits = pass.LogitsType == TensorElementType.Float16 ? blocks.HalfLogits : blocks.Logits;
        if (decoder.Graphs.Next is not null) Output(DecoderPass.Logits, logits.View(rows, 1, decoder.Vocabulary));
    }

    private OrtValue Value(DecoderInput kind, int rows, int now, int length, int sourceTokens) => kind switch
    {
        DecoderInput.InputIds => blocks.InputIds.View(rows, now),
        DecoderInput.InputsEmbeds => Embed(rows, now),
        DecoderInput.EncoderHiddenStates => blocks.Source.View(rows, sourceTokens, decoder.Source.Width),
        DecoderInput.EncoderAttentionMask => blocks.SourceMask.View(rows, sourceTokens),
        DecoderInput.AttentionMask => blocks.Mask.View(rows, length + 1),
        DecoderInput.PositionIds => Positions(rows, now, length),
        DecoderInput.UseCacheBranch => Switch(length > 0),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such input."),
    };

    private OrtValue Embed(int rows, int now)
    {
        var embedding =
            decoder.Embedding
            ?? throw new InferenceFailedException("The decoder wants embeddings, and the folder has no graph that makes them.");
        using var ids = blocks.InputIds.View(rows, now);
        var embeds = blocks.Embeds.View(rows, now, embedding.Width);
        embedding.Embed(ids, embeds);
        return embeds;
    }

    private OrtValue Positions(int rows, int now, int length)
    {
        var positions = blocks.Positions.Span<long>((long)rows * now);
        for (var i = 0; i < positions.Length; i++) positions[i] = length + 1 - now + (i % now);
        return blocks.Positions.View(rows, now);
    }

    private OrtValue Switch(bool on)
    {
        blocks.Switch.Span<bool>(1)[0] = on;
        return blocks.Switch.View(1);
    }

    /// <summary>Without a cache the graph answers for every token; the last one's logits count.</summary>
    private void RunWhole(Graph graph, RunOptions options, int rows, int tokens)
    {
        using var answers = graph.Session.Run(options, _inputNames, _inputs, [DecoderPass.Logits]);
        if (graph.Output(DecoderPass.Logits).ElementDataType == TensorElementType.Float16)
        {
            TakeLast<Half>(answers[0], blocks.HalfLogits, rows, tokens);
        }
        else
        {
            TakeLast<float>(answers[0], blocks.Logits, rows, tokens);
        }
    }

    private void TakeLast<T>(OrtValue answer, RowBlock logits, int rows, int tokens)
        where T : unmanaged
    {
        var all = answer.GetTensorDataAsSpan<T>();
        var last = logits.Span<T>((long)rows * decoder.Vocabulary);
        for (var row = 0; row < rows; row++)
        {
            all.Slice(((row * tokens) + tokens - 1) * decoder.Vocabulary, decoder.Vocabulary).CopyTo(last[(row * decoder.Vocabulary)..]);
        }
    }

    private void Input(string name, OrtValue value)
    {
        _inputNames.Add(name);
        _inputs.Add(value);
    }

    private void Output(string name, OrtValue value)
    {
        _outputNames.Add(name);
        _outputs.Add(value);
    }

    private void Release()
    {
        foreach (var value in _inputs) value.Dispose();
        foreach (var value in _outputs) value.Dispose();
        _inputNames.Clear();
        _inputs.Clear();
        _outputNames.Clear();
        _outputs.Clear();
    }
}
