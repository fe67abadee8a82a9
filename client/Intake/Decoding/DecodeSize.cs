namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>How much work a picture is: each size is four times the one before it. The upper ones are huge.</summary>
internal static class DecodeSize
{
    public const int Count = 5;

    private const int FirstHuge = 3;
    private const int Step = 4;

    /// <summary>What people notice.</summary>
    private static readonly TimeSpan s_huge = TimeSpan.FromMilliseconds(100);

    public static int Of(TimeSpan expected)
    {
        var size = FirstHuge;
        for (var limit = s_huge * Step; expected >= limit && size < Count - 1; limit *= Step) size++;
        for (var limit = s_huge; expected < limit && size > 0; limit /= Step) size--;
        return size;
    }

    public static bool IsHuge(int size) => size >= FirstHuge;
}
