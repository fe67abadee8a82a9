using System.Buffers;

namespace CaptionCluster.Inference.Decoding;

/// <summary>
/// One image's beam search, a step at a time, as Transformers' <c>generate()</c> does it with <c>early_stopping=True</c>: of
/// <c>2 x beams</c> candidates those that end among the first <c>beams</c> are finished sentences, the others go on. One beam is greedy search.
/// </summary>
internal sealed class BeamSearch
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
        _rulesNeedSequence = options.RepetitionPenalty != 1.0 || options.NoRepeatNgramSize > 0 || options.MinNewTokens > 0;
    }

    public int Steps => _history.Steps;

    public bool IsDone => Steps == _options.MaxNewTokens || _finished.Count >= _options.NumBeams || Array.TrueForAll(_running, double.IsNegativeInfinity);

    /// <summary>The token each beam goes on from.</summary>
    public ReadOnlySpan<long> InputIds => _inputIds;

    /// <summary>The beam whose state each beam goes on from.</summary>
    public ReadOnlySpan<int> SourceBeams => _sources;

    /// <summary>Finished sentences, best first. None when the rules left no token to choose.</summary>
    public IReadOnlyList<Sentence> Finished =>
        [.. _finished.OrderByDescending(sentence => sentence.Score).Take(_options.NumBeams)];

    /// <param name="logits"><c>[beams, vocabulary]</c>; overwritten.</param>
    /// <param name="attention"><c>[beams, cells]</c>; empty when the model gives none.</param>
    public void Advance(Span<float> logits, ReadOnlySpan<float> attention)
    {
        var vocabulary = logits.Length / _options.NumBeams;
        using var raw = new RawProbabilities(_rulesNeedSequence ? logits.Length : 0);
        Collect(logits, vocabulary, raw);
        _history.Begin(attention);
        var last = Steps == _options.MaxNewTokens;
        var (rank, beam) = (0, 0);
        foreach (var candidate in _candidates.Best)
        {
            var probability = raw.Of(logits, (candidate.Beam * vocabulary) + candidate.Token);
            if (candidate.Token == _tokens.Eos || last)
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

    private void Collect(Span<float> logits, int vocabulary, RawProbabilities raw)
    {
        var scratch = ArrayPool<float>.Shared.Rent(vocabulary);
        _candidates.Clear();
        for (var beam = 0; beam < _options.NumBeams; beam++)
        {
            if (double.IsNegativeInfinity(_running[beam])) continue;
            var row = logits.Slice(beam * vocabulary, vocabulary);
            LogProbabilities.FromLogits(row, scratch);
            raw.Keep(row, beam * vocabulary);
            TokenRules.Apply(_options, _tokens, _rulesNeedSequence ? _history.Sequence(beam) : [_tokens.Start], row);
            _candidates.Offer(beam, _running[beam], row);
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    private void Finish(Candidate candidate, double probability)
    {
        var score = candidate.Score / Math.Pow(Steps, _options.LengthPenalty);
        if (double.IsNegativeInfinity(score)) return;
        _finished.Add(_history.Finish(candidate.Beam, candidate.Token, probability, score));
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
