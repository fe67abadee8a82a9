using CaptionCluster.Inference.Decoding;

namespace CaptionCluster.Inference.Families;

/// <summary>Tells a picture's words after each step, if anybody listens: on the device's thread no more than ids are copied.</summary>
internal sealed class RowWords(IWordsListener listener, CaptionWriter writer)
{
    public void Tell(ITokenSearch search)
    {
        if (!listener.IsListening || search.Leading() is not { } ids) return;
        var isWhole = search.IsDone;
        listener.Say(() => writer.Words(ids, isWhole));
    }
}
