using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>The model's graphs.</summary>
internal sealed record Graphs(Graph Encoder, Graph Decoder, Graph? Discriminator) : IDisposable
{
    /// <exception cref="ModelFolderException">A graph or a tensor is missing, or the decoder needs one that the encoder doesn't
    /// give.</exception>
    public static Graphs Load(ModelFolder folder, LoadContext context)
    {
        using var loading = new Loading();
        var encoder = loading.Add(context.Sessions.LoadEncoder(folder.Graph("encoder_model", context.Variant), context.Options.Encoder));
        var decoder = loading.Add(context.Sessions.Load(folder.Graph("decoder_model", context.Variant)));
        var discriminator = folder.FindGraph("discriminator_model", context.Variant) is { } file
            ? loading.Add(context.Sessions.Load(file))
            : null;
        var graphs = new Graphs(encoder, decoder, discriminator);
        graphs.Check();
        return loading.Complete(graphs);
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
        Discriminator?.Dispose();
    }

    private void Check()
    {
        Encoder.Input(TensorNames.PixelValues);
        foreach (var name in (string[])[TensorNames.InputIds, TensorNames.State])
        {
            Decoder.Input(name);
        }

        foreach (var name in (string[])[TensorNames.Logits, TensorNames.PresentState, TensorNames.Attention])
        {
            Decoder.Output(name);
        }

        foreach (var name in Decoder.Inputs.Keys.Except([TensorNames.InputIds, TensorNames.State], StringComparer.Ordinal))
        {
            Encoder.Output(name);
        }

        Discriminator?.Input(TensorNames.InputIds);
        Discriminator?.Input(TensorNames.EncoderHiddenStates);
        Discriminator?.Output(TensorNames.Logits);
    }
}
