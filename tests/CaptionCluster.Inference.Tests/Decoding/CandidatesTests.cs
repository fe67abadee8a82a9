using CaptionCluster.Inference.Decoding;
using FsCheck.Xunit;

namespace CaptionCluster.Inference.Tests.Decoding;

public sealed class CandidatesTests
{
    [Property]
    public void Offer_AnyScores_EqualsSorting(int seed, byte size)
    {
        var random = new Random(seed);
        const int Beams = 3;
        var rows = Enumerable
            .Range(0, Beams)
            .Select(_ => Enumerable.Range(0, size + 1).Select(_ => (float)random.Next(-50, 0) / 7).ToArray())
            .ToArray();
        var running = Enumerable.Range(0, Beams).Select(_ => -random.NextDouble()).ToArray();
        var candidates = new Candidates(2 * Beams);

        for (var beam = 0; beam < Beams; beam++) candidates.Offer(beam, running[beam], rows[beam]);

        var expected = rows.SelectMany((row, beam) => row.Select((score, token) => new Candidate(running[beam] + score, beam, token)))
            .OrderByDescending(candidate => candidate.Score).Take(2 * Beams);
        Assert.Equal(expected, candidates.Best.ToArray());
    }
}
