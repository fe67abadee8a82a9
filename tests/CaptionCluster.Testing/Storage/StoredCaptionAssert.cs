using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <summary>Equality of captions by value. Attention may be kept with fewer digits.</summary>
public static class StoredCaptionAssert
{
    private const double AttentionTolerance = 1e-3;

    public static void Equal(StoredCaption expected, StoredCaption actual)
    {
        Assert.Equal(expected.Digest, actual.Digest);
        Assert.Equal(expected.Key, actual.Key);
        Assert.Equal(expected.CreatedAt, actual.CreatedAt);
        Equal(expected.Caption, actual.Caption);
    }

    public static void Equal(Caption expected, Caption actual)
    {
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Score, actual.Score);
        Assert.Equal(expected.Adequacy, actual.Adequacy);
        Assert.Equal(expected.Quality, actual.Quality);
        Assert.Equal(expected.Alternatives, actual.Alternatives);
        Assert.Equal(expected.Image, actual.Image);
        Assert.Equal(expected.Timing, actual.Timing);
        Assert.Equal(expected.Tokens.Count, actual.Tokens.Count);
        foreach (var (one, other) in expected.Tokens.Zip(actual.Tokens)) Equal(one, other);
    }

    private static void Equal(CaptionToken expected, CaptionToken actual)
    {
        Assert.Equal((expected.Id, expected.Text, expected.LogProbability), (actual.Id, actual.Text, actual.LogProbability));
        Assert.Equal(expected.Attention.Length, actual.Attention.Length);
        foreach (var (one, other) in expected.Attention.Zip(actual.Attention)) Assert.Equal(one, other, AttentionTolerance * one);
    }
}
