using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Intake;

/// <summary>How much of its machine the front gives to uploads. Section <c>CaptionCluster:Intake</c>.</summary>
internal sealed class IntakeOptions
{
    /// <summary>
    /// Bytes of uploads held in memory at once, all requests together; null for an eighth of the machine's memory, between 256 MiB and 1
    /// GiB.
    /// </summary>
    [Range(1 << 20, long.MaxValue)]
    public long? MaxBufferedBytes { get; set; }

    /// <summary>
    /// How much of <see cref="MaxBufferedBytes"/> one caller may hold: a connection, an address, a key. One upload at a time it may always
    /// have.
    /// </summary>
    [Range(0.01, 1)]
    public double MaxShareOfCaller { get; set; } = 0.2;

    /// <summary>
    /// How long an upload waits for others to be done when it would hold more than is there, or than its caller's share. Then it is
    /// answered with 429.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan MaxRoomWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Uploads of more than 64 KiB that are slower than this, in bytes a second, make way when others wait for what they hold.
    /// </summary>
    [Range(1, 1 << 30)]
    public int MinBytesPerSecondInTheWay { get; set; } = 64 * 1024;

    /// <summary>
    /// Pictures decoded at the same time; null for half the cores, so that answering never waits for decoding. Huge ones take half of
    /// them at most; where there is but one, they have another to themselves.
    /// </summary>
    [Range(1, 256)]
    public int? DecodeThreads { get; set; }

    /// <summary>
    /// Pictures waiting to be decoded; one more is answered with 429, as is one that can't be decoded before its request's time is up.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxDecodeQueueDepth { get; set; } = 1024;

    /// <summary>
    /// Slower uploads are cut off, in bytes a second, and so are those that are silent for <see cref="SlowUploadGrace"/>.
    /// </summary>
    [Range(1, 1 << 20)]
    public int MinBytesPerSecond { get; set; } = 240;

    /// <summary>How long an upload may be silent, and how long it is given before its speed is looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:01.001", "00:01:00")]
    public TimeSpan SlowUploadGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that are still read of an upload that was refused, so that its sender gets to see why.</summary>
    [Range(0, 1L << 40)]
    public long MaxUnreadBytes { get; set; } = 128L << 20;

    /// <summary>How long a refused upload is read on.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan UnreadTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Refused uploads that are read on at once.</summary>
    [Range(0, 100_000)]
    public int MaxUnread { get; set; } = 256;

    public long BufferedBytesLimit =>
        MaxBufferedBytes ?? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 256L << 20, 1L << 30);

    public int DecodeThreadCount => DecodeThreads ?? Math.Max(1, Environment.ProcessorCount / 2);
}
