namespace CaptionCluster.Inference.Tests.Words;

/// <summary>Hears every word, and reads it where it is said.</summary>
internal sealed class HeardWords : IWordsListener
{
    private readonly List<string> _texts = [];

    public bool IsListening { get; set; } = true;

    /// <summary>Called at each step, on the device's thread.</summary>
    public Action<string> Heard { get; set; } = _ => { };

    public string[] Texts
    {
        get { lock (_texts) return [.. _texts]; }
    }

    public void Say(Func<string> words)
    {
        var text = words();
        lock (_texts) _texts.Add(text);
        Heard(text);
    }
}
