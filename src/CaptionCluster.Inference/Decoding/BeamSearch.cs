using System.Buffers;

namespace CaptionCluster.Inference.Decoding;

/// <summary>
/// One image's beam search, a step at a time, as Transformers' <c>generate()</c> does it: of <c>2 x beams</c> candidates those that end
/// among the first <c>beams</c> are finished sentences, of which as many as beams are kept; the others go on. One beam is greedy search.
/// </summary>
internal sealed class BeamSearch : ITokenSearch
{
    private readonly DecodingOptions _options;
    private readonly SpecialTokens _tokens;
    private readonly SearchHistory _history;
    private readonly Candidates _candidates;
    private readonly List<Sentence> _finished = [];
    private readonly double[] _running;
    private readonly int[] _sources;
    private readonly long[] _inputIds;
    private readonly bool _rulesNeedSequence;

    public BeamSearch(DecodingOptions options, SpecialTokens tokens, int attentionLength)
    {
        (_options, _tokens) = (options, tokens);
        _history = new SearchHistory(options.NumBeams, attentionLength, tokens.Start);
        _candidates = new Candidates(2 * options.NumBeams);
        (_running, _sources, _inputIds) = (new double[options.NumBeams], new int[options.NumBeams], new long[options.NumBeams]);
        Array.Fill(_running, double.NegativeInfinity);
        Array.Fill(_inputIds, tokens.Start);
        _running[0] = 0;
        _rulesNeedSequence = TokenRules.NeedSequence(options, tokens);
    }

    public int Beams => _options.NumBeams;

    public int Steps => _history.Steps;

    public string? Failure { get; private set; }

    public bool IsDone =>
        Failure is not null
        || Steps == _options.MaxNewTokens
        || Array.TrueForAll(_running, double.IsNegativeInfinity)
        || NothingBetterToCome();

    public ReadOnlySpan<long> InputIds => _inputIds;

    public ReadOnlySpan<int> SourceBeams => _sources;

    public IReadOnlyList<Sentence> Finished => _finished;

    public ReadOnlySpan<int> Sequence(int beam) => _history.Sequence(beam);

    public int[]? Leading()
    {
        var best = _finished.FirstOrDefault();
        if (IsDone || _running[0] / Math.Pow(Steps, _options.LengthPenalty) <= best?.Score) return best?.Ids;
        return _history.Sequence(0)[1..].ToArray();
    }

    public void Advance(Span<float> logits, ReadOnlySpan<float> attention, int rows)
    {
        var vocabulary = logits.Length / rows;
        using var raw = new RawProbabilities(_rulesNeedSequence ? logits.Length : 0);
        Failure = Collect(logits, vocabulary, raw) ? Finite.Fault(attention, "attention") : Finite.NoLogits;
        if (Failure is not null)
        {
            _finished.Clear();
            return;
        }

        _history.Begin(attention);
        var last = Steps == _options.MaxNewTokens;
        var (rank, beam) = (0, 0);
        foreach (var candidate in _candidates.Best)
        {
            var probability = raw.Of(logits, (candidate.Beam * vocabulary) + candidate.Token);
            if (_tokens.IsEos(candidate.Token) || last)
            {
                if (rank < _options.NumBeams) Finish(candidate, probability);
            }
            else if (beam < _options.NumBeams)
            {
                _history.Take(beam, candidate.Beam, candidate.Token, probability);
                (_running[beam], _sources[beam], _inputIds[beam]) = (candidate.Score, candidate.Beam, candidate.Token);
                beam++;
            }

            rank++;
        }

        for (; beam < _options.NumBeams; beam++) _running[beam] = double.NegativeInfinity;
    }

    /// <summary>Whether there are enough sentences and the open beams can't, or won't, beat them.</summary>
    private bool NothingBetterToCome()
    {
        if (_finished.Count < _options.NumBeams) return false;
        if (_options.EarlyStopping == EarlyStopping.WhenFull) return true;
        var atBest = _options is { EarlyStopping: EarlyStopping.WhenImpossible, LengthPenalty: > 0 } ? _options.MaxNewTokens : Steps;
        return _running[0] / Math.Pow(atBest, _options.LengthPenalty) <= _finished[^1].Score;
    }

    /// <returns>False when a beam's logits are none.</returns>
    private bool Collect(Span<float> logits, int vocabulary, RawProbabilities raw)
    {
        var (scratch, areLogits) = (ArrayPool<float>.Shared.Rent(vocabulary), true);
        _candidates.Clear();
        for (var beam = 0; beam < _options.NumBeams; beam++)
        {
            if (double.IsNegativeInfinity(_running[beam])) continue;
            var row = logits.Slice(beam * vocabulary, vocabulary);
            areLogits = LogProbabilities.TryFromLogits(row, scratch);
            if (!areLogits) break;
            raw.Keep(row, beam * vocabulary);
            TokenRules.Apply(_options, _tokens, _rulesNeedSequence ? _history.Sequence(beam) : [_tokens.Start], row);
            // Where the rules left nothing, nothing there is: that is no fault.
            if (_tokens.Renormalizes) LogProbabilities.TryFromLogits(row, scratch);
            _candidates.Offer(beam, _running[beam], row);
        }

        ArrayPool<float>.Shared.Return(scratch);
        return areLogits;
    }

    private void Finish(Candidate candidate, double probability)
    {
        var score = candidate.Score / Math.Pow(Steps, _options.LengthPenalty);
        if (double.IsNegativeInfinity(score)) return;
        var place = _finished.Count;
        while (place > 0 && _finished[place - 1].Score < score) place--;
        if (place == _options.NumBeams) return;
        _finished.Insert(place, _history.Finish(candidate.Beam, candidate.Token, probability, score));
        if (_finished.Count > _options.NumBeams) _finished.RemoveAt(_options.NumBeams);
    }

    /// <summary>Log-probabilities as they were before rules changed them; holds nothing when no rule does.</summary>
    private readonly struct RawProbabilities(int length) : IDisposable
    {
        private readonly float[]? _kept = length == 0 ? null : ArrayPool<float>.Shared.Rent(length);

        public void Keep(ReadOnlySpan<float> row, int offset)
        {
            if (_kept is not null) row.CopyTo(_kept.AsSpan(offset));
        }

        public double Of(ReadOnlySpan<float> logProbabilities, int index) => _kept is null ? logProbabilities[index] : _kept[index];

        public void Dispose()
        {
            if (_kept is not null) ArrayPool<float>.Shared.Return(_kept);
        }
    }
}
