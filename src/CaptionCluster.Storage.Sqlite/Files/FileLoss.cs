using CaptionCluster.Storage.Sqlite.Opening;

namespace CaptionCluster.Storage.Sqlite.Files;

/// <summary>That a database's files went away while they were open.</summary>
/// <param name="noticedAt">A timestamp.</param>
internal sealed class FileLoss(SqliteFile file, FilesInPlace opened, FilesInPlace found, long noticedAt)
{
    private volatile bool _isMended;
    private volatile string? _hindrance;

    public FilesInPlace Opened => opened;

    public long NoticedAt => noticedAt;

    /// <summary>There is a file again, in which what was stored before is not, or not all of it.</summary>
    public bool IsMended => _isMended;

    public void Mend() => _isMended = true;

    /// <summary>Why it could not be opened again. False when that was known.</summary>
    public bool Hinder(string reason) => Interlocked.Exchange(ref _hindrance, reason) != reason;

    /// <summary>For whoever may ask how the service is: where its files lie is for the log.</summary>
    public string Outline() => ToString()
        .Replace(file.Path, Path.GetFileName(file.Path), StringComparison.Ordinal)
        .Replace(Folder, Path.GetFileName(Folder), StringComparison.Ordinal);

    public StoreUnavailableException ToException() => new(Outline()) { Path = file.Path };

    public override string ToString() => _isMended
        ? $"{What()} What is stored now is kept in the file that is there since. {Before()}"
        : $"{What()} {_hindrance ?? "Nothing is stored until it is opened again."} {Before()}";

    private string Folder => Path.GetDirectoryName(file.Path)!;

    private string What()
    {
        if (found.Database is null) return $"The {file.Name} {file.Path} is gone: it was deleted or moved away while it was open.";
        return found.Database == opened.Database
            ? $"The {file.Name} {file.Path} has lost its -wal or -shm: they were deleted or replaced while it was open."
            : $"The {file.Name} {file.Path} was replaced by another file while it was open.";
    }

    private string Before() => $"What was stored before may be gone; then {file.WhenLost}.";
}
