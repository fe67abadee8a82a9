namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>The graphs' contract, by name.</summary>
internal static class TensorNames
{
    public const string PixelValues = "pixel_values";
    public const string EncoderHiddenStates = "encoder_hidden_states";
    public const string InputIds = "input_ids";
    public const string State = "state";
    public const string PresentState = "present_state";
    public const string Logits = "logits";
    public const string Attention = "attention";
}
