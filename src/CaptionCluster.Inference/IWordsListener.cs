namespace CaptionCluster.Inference;

/// <summary>Whoever wants a caption's words while they are decided. Called on the device's thread, so that it must not wait.</summary>
public interface IWordsListener
{
    /// <summary>Whether anybody wants them now. The decoder makes none otherwise.</summary>
    bool IsListening { get; }

    /// <param name="words">Makes the text so far, for whoever reads it: what nobody reads is never made.</param>
    void Say(Func<string> words);
}
