using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>The model's graphs.</summary>
internal sealed record Graphs(Graph Encoder, Graph Decoder, Graph? Discriminator) : IDisposable
{
    /// <exception cref="ModelFolderException">A tensor is missing, or the decoder needs one that the encoder doesn't give.</exception>
    public void Check()
    {
        Encoder.Input(TensorNames.PixelValues);
        foreach (var name in (string[])[TensorNames.InputIds, TensorNames.State]) Decoder.Input(name);
        foreach (var name in (string[])[TensorNames.Logits, TensorNames.PresentState, TensorNames.Attention]) Decoder.Output(name);
        foreach (var name in Decoder.Inputs.Keys.Except([TensorNames.InputIds, TensorNames.State], StringComparer.Ordinal)) Encoder.Output(name);
        Discriminator?.Input(TensorNames.InputIds);
        Discriminator?.Input(TensorNames.EncoderHiddenStates);
        Discriminator?.Output(TensorNames.Logits);
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
        Discriminator?.Dispose();
    }
}
