using System.Numerics;
using System.Runtime.InteropServices;

namespace CaptionCluster.Inference.Decoding;

/// <summary>One continuation: <paramref name="Token"/> after what beam <paramref name="Beam"/> says so far.</summary>
internal readonly record struct Candidate(double Score, int Beam, int Token);

/// <summary>The best few continuations over all beams, best first. On equal scores the earlier beam and the lower token win.</summary>
internal sealed class Candidates(int capacity)
{
    private readonly Candidate[] _best = new Candidate[capacity];
    private int _count;

    public ReadOnlySpan<Candidate> Best => _best.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Offers every token of a beam: <c>running + scores[token]</c>. Most of them fall to one vector comparison.</summary>
    public void Offer(int beam, double running, ReadOnlySpan<float> scores)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var threshold = new Vector<float>(Threshold(running));
        for (var i = 0; i < vectors.Length; i++)
        {
            if (!Vector.GreaterThanAny(vectors[i], threshold)) continue;
            Insert(beam, running, scores, i * Vector<float>.Count, (i + 1) * Vector<float>.Count);
            threshold = new Vector<float>(Threshold(running));
        }

        Insert(beam, running, scores, vectors.Length * Vector<float>.Count, scores.Length);
    }

    /// <summary>What a token's score must exceed; a little less than exact, as float32 rounds.</summary>
    private float Threshold(double running) =>
        _count < capacity ? float.NegativeInfinity : MathF.BitDecrement((float)(_best[_count - 1].Score - running));

    private void Insert(int beam, double running, ReadOnlySpan<float> scores, int from, int to)
    {
        for (var token = from; token < to; token++)
        {
            var score = running + scores[token];
            if (double.IsNegativeInfinity(score) || (_count == capacity && score <= _best[_count - 1].Score)) continue;
            var place = _count < capacity ? _count++ : _count - 1;
            for (; place > 0 && _best[place - 1].Score < score; place--) _best[place] = _best[place - 1];
            _best[place] = new Candidate(score, beam, token);
        }
    }
}
