namespace CaptionCluster.Inference.Decoding;

/// <summary>Every step of one image's search: which token each beam took, from which beam, and where the model looked.</summary>
internal sealed class SearchHistory(int beams, int attentionLength, int start)
{
    private readonly List<Node[]> _steps = [];
    private readonly List<float[]> _attention = [];
    private readonly List<int> _sequence = [];

    public int Steps => _steps.Count;

    /// <summary>Opens a step. <paramref name="attention"/> is a row a beam, as the beams stood before it.</summary>
    public void Begin(ReadOnlySpan<float> attention)
    {
        _steps.Add(new Node[beams]);
        _attention.Add(attention.ToArray());
    }

    public void Take(int beam, int parent, int token, double logProbability) => _steps[^1][beam] = new(parent, token, logProbability);

    /// <summary>What a beam says before this step, the start token first. Valid until the next call.</summary>
    public ReadOnlySpan<int> Sequence(int beam)
    {
        _sequence.Clear();
        for (var step = _steps.Count - 1; step >= 0; step--)
        {
            var node = _steps[step][beam];
            _sequence.Add(node.Token);
            beam = node.Parent;
        }

        _sequence.Add(start);
        _sequence.Reverse();
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_sequence);
    }

    /// <summary>The sentence that ends in the open step with <paramref name="token"/> after <paramref name="parent"/>.</summary>
    public Sentence Finish(int parent, int token, double logProbability, double score)
    {
        var length = _steps.Count;
        var (ids, probabilities, attention) = (new int[length], new double[length], new float[length][]);
        var node = new Node(parent, token, logProbability);
        for (var step = length - 1; step >= 0; step--)
        {
            ids[step] = node.Token;
            probabilities[step] = node.LogProbability;
            attention[step] = _attention[step].AsSpan(node.Parent * attentionLength, attentionLength).ToArray();
            if (step > 0) node = _steps[step - 1][node.Parent];
        }

        return new Sentence(ids, probabilities, attention, score);
    }

    private readonly record struct Node(int Parent, int Token, double LogProbability);
}
