using System.Buffers;

namespace CaptionCluster.Inference.Decoding;

/// <summary>
/// Greedy search or, when the options say so, sampling. Rules change the logits themselves, as Transformers does it outside beams.
/// </summary>
internal sealed class SingleSearch : ITokenSearch
{
    private readonly DecodingOptions _options;
    private readonly SpecialTokens _tokens;
    private readonly SearchHistory _history;
    private readonly Sampler? _sampler;
    private readonly long[] _inputId;
    private Sentence[] _finished = [];
    private bool _stuck;
    private double _score;

    public SingleSearch(DecodingOptions options, SpecialTokens tokens, int attentionLength)
    {
        (_options, _tokens) = (options, tokens);
        _history = new SearchHistory(beams: 1, attentionLength, tokens.Start);
        _sampler = options.DoSample ? new Sampler(options, tokens.MinP) : null;
        _inputId = [tokens.Start];
    }

    public int Beams => 1;

    public int Steps => _history.Steps;

    public string? Failure { get; private set; }

    public bool IsDone => _finished.Length > 0 || _stuck || Failure is not null;

    public ReadOnlySpan<long> InputIds => _inputId;

    public ReadOnlySpan<int> SourceBeams => [0];

    public IReadOnlyList<Sentence> Finished => _finished;

    public ReadOnlySpan<int> Sequence(int beam) => _history.Sequence(0);

    public int[]? Leading() => IsDone ? _finished.FirstOrDefault()?.Ids : _history.Sequence(0)[1..].ToArray();

    /// <remarks>Whether what the rules left is a distribution again makes no difference to the likeliest, nor to what is drawn.</remarks>
    public void Advance(Span<float> logits, ReadOnlySpan<float> attention, int rows)
    {
        var (scores, scratch) = (ArrayPool<float>.Shared.Rent(logits.Length), ArrayPool<float>.Shared.Rent(logits.Length));
        var allowed = scores.AsSpan(0, logits.Length);
        logits.CopyTo(allowed);
        Failure = LogProbabilities.TryFromLogits(logits, scratch) ? Finite.Fault(attention, "attention") : Finite.NoLogits;
        if (Failure is null) Take(Choose(allowed), logits, attention);
        ArrayPool<float>.Shared.Return(scores);
        ArrayPool<float>.Shared.Return(scratch);
    }

    private int Choose(Span<float> allowed)
    {
        TokenRules.Apply(_options, _tokens, _history.Sequence(0), allowed);
        var token = _sampler?.Draw(allowed, Steps) ?? System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(allowed);
        _stuck = float.IsNegativeInfinity(allowed[token]);
        return token;
    }

    private void Take(int token, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> attention)
    {
        var probability = probabilities[token];
        _history.Begin(attention);
        _score += probability;
        _inputId[0] = token;
        if (_stuck) return;
        if (_tokens.IsEos(token) || Steps == _options.MaxNewTokens)
        {
            _finished = [_history.Finish(0, token, probability, _score / Math.Pow(Steps, _options.LengthPenalty))];
        }
        else
        {
            _history.Take(0, 0, token, probability);
        }
    }
}
