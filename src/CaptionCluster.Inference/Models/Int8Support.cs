using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CaptionCluster.Inference.Models;

/// <summary>
/// Does this processor multiply 8-bit values without saturating? x86 before VNNI adds pairs of products in 16 bits (vpmaddubsw), which
/// overflows for full-range weights; VNNI and AMX accumulate in 32 bits (Intel SDM, vpdpbusd), and so does Arm's dot product.
/// </summary>
internal static class Int8Support
{
    public static bool IsSafe { get; } = Dp.IsSupported || HasVnni();

    private static bool HasVnni()
    {
        if (!X86Base.IsSupported) return false;
        var (highest, _, _, _) = X86Base.CpuId(0, 0);
        if (highest < 7) return false;
        var (subleaves, _, ecx, edx) = X86Base.CpuId(7, 0);
        var avx512Vnni = (ecx & (1 << 11)) != 0 && Avx512F.IsSupported;
        var amxInt8 = (edx & (1 << 25)) != 0;
        var avxVnni = subleaves >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 4)) != 0 && Avx2.IsSupported;
        return avx512Vnni || amxInt8 || avxVnni;
    }
}
