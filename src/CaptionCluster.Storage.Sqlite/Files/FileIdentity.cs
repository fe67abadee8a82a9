using System.Runtime.InteropServices;
using System.Text;

namespace CaptionCluster.Storage.Sqlite.Files;

/// <summary>Which file a path leads to, whatever its name. No other file has this identity for as long as somebody has it open.</summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Inode)
{
    private const int CurrentFolder = -100;
    private const uint InodeWanted = 0x100;

    /// <summary>
    /// Whether files can be told apart here: on Linux. Windows lets nobody delete or replace what is open; elsewhere what is deleted while
    /// it is open goes unnoticed.
    /// </summary>
    public static bool IsKnown { get; } = OperatingSystem.IsLinux() && IsAnswered();

    /// <summary>Null when the path leads to no file. Never opens it: to close a file again would take SQLite's locks off it.</summary>
    /// <param name="path">From <see cref="PathOf"/>.</param>
    public static FileIdentity? At(byte[] path)
    {
        if (!IsKnown) return default(FileIdentity);
        return Ask(CurrentFolder, path, 0, InodeWanted, out var status) == 0 ? status.Identity : null;
    }

    public static byte[] PathOf(string path) => Encoding.UTF8.GetBytes(path + '\0');

    private static bool IsAnswered()
    {
        try
        {
            return Ask(CurrentFolder, PathOf("/"), 0, InodeWanted, out _) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // A C library from before 2018.
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Ask(int folder, byte[] path, int flags, uint wanted, out Status status);

    /// <summary>The kernel's <c>struct statx</c>, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Status
    {
        [FieldOffset(32)]
        private readonly ulong _inode;

        [FieldOffset(136)]
        private readonly uint _deviceMajor;

        [FieldOffset(140)]
        private readonly uint _deviceMinor;

        public FileIdentity Identity => new(((ulong)_deviceMajor << 32) | _deviceMinor, _inode);
    }
}
