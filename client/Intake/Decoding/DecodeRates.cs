using CaptionCluster.Imaging;

namespace CaptionCluster.Client.Intake.Decoding;

/// <summary>
/// How much longer than nominal decoding takes here, measured for each kind and size of picture, and over all for those not met yet:
/// exponentially weighted means. Threads may overwrite each other's last sample, which an estimate can bear.
/// </summary>
internal sealed class DecodeRates
{
    private const double Weight = 0.2;
    private const double Fastest = 1.0 / 16;
    private const double Slowest = 16;

    /// <summary>What takes less says less of pictures in general: of tiny ones most is overhead.</summary>
    private static readonly TimeSpan s_telling = TimeSpan.FromMilliseconds(100);

    private static readonly int s_kinds = (int)Enum.GetValues<ImageFormat>().Max() + 1;

    private readonly double[] _factors = new double[s_kinds * 2 * DecodeSize.Count]; // 0 for not met.
    private double _overall = 1;

    public TimeSpan Expect(DecodeLoad load)
    {
        var factor = Volatile.Read(ref FactorOf(load));
        return load.Nominal * (factor == 0 ? Volatile.Read(ref _overall) : factor);
    }

    public void Record(DecodeLoad load, TimeSpan took)
    {
        var measured = Math.Clamp(took / load.Nominal, Fastest, Slowest);
        ref var factor = ref FactorOf(load);
        Move(ref factor, factor == 0 ? _overall : factor, Weight, measured);
        Move(ref _overall, _overall, Weight * Math.Min(1, load.Nominal / s_telling), measured);
    }

    private static void Move(ref double mean, double from, double weight, double measured) =>
        Volatile.Write(ref mean, from + (weight * (measured - from)));

    private ref double FactorOf(DecodeLoad load)
    {
        var kind = ((int)load.Format * 2) + (load.InScans ? 1 : 0);
        return ref _factors[(kind * DecodeSize.Count) + DecodeSize.Of(load.Nominal)];
    }
}
