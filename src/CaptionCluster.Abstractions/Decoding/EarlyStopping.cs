namespace CaptionCluster;

/// <summary>When a beam search stops before its longest length. As in Transformers' GenerationConfig.</summary>
public enum EarlyStopping
{
    /// <summary><c>true</c>: as soon as there are as many finished sentences as beams.</summary>
    WhenFull,

    /// <summary><c>false</c>: then only if the best open beam, were it to end now, would not be better than the worst of them.</summary>
    WhenUnlikely,

    /// <summary><c>"never"</c>: then only if no continuation can be better.</summary>
    WhenImpossible,
}
