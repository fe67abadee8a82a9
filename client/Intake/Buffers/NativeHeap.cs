using System.Runtime.InteropServices;

namespace CaptionCluster.Client.Intake.Buffers;

/// <summary>
/// The C library's allocator, where it is glibc's. By itself it keeps what was freed: once a block of 20 MB came and went, others of that
/// size are cut from heaps of each thread's own, which shrink only from their ends (mallopt(3)). Uploads and pixels are such blocks.
/// </summary>
internal static partial class NativeHeap
{
    private const string Library = "libc.so.6";
    private const int MmapThreshold = -3;
    private const int LargeBlock = 1 << 20;

    private static readonly bool s_isGlibc = OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad(Library, out var library)
        && NativeLibrary.TryGetExport(library, "mallopt", out _)
        && NativeLibrary.TryGetExport(library, "malloc_trim", out _);

    /// <summary>From now on the system gets large blocks back when they are freed.</summary>
    public static void GiveBackLargeBlocks()
    {
        if (s_isGlibc) _ = SetOption(MmapThreshold, LargeBlock);
    }

    /// <summary>Gives back what is free of the small ones.</summary>
    public static void Trim()
    {
        if (s_isGlibc) _ = Trim(0);
    }

    [LibraryImport(Library, EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport(Library, EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);
}
