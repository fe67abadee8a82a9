namespace CaptionCluster.Imaging.Tests.Support;

/// <summary>How far two pictures are apart, in grey levels.</summary>
internal readonly record struct Difference(int Max, double Mean)
{
    public static Difference Between(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Assert.Equal(a.Length, b.Length);
        int max = 0;
        long sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int difference = Math.Abs(a[i] - b[i]);
            max = Math.Max(max, difference);
            sum += difference;
        }

        return new(max, (double)sum / a.Length);
    }
}
