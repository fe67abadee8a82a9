namespace CaptionCluster.Storage.Sqlite.Tests.Losses;

/// <summary>What happens to the files of a store that is open.</summary>
public enum Accident
{
    AllDeleted,
    DatabaseDeleted,
    LogDeleted,
    IndexDeleted,
    LogReplaced,
    FolderDeleted,
    FolderMoved,
    FolderMadeAnew,
    DatabaseReplaced,
    AllReplaced,
}

internal static class Accidents
{
    /// <summary>Those after which what was stored is in no file that a restart would find.</summary>
    public static bool TakesTheDatabase(this Accident accident) =>
        accident is not (Accident.LogDeleted or Accident.IndexDeleted or Accident.LogReplaced);

    /// <param name="file">The database.</param>
    /// <param name="backup">A copy of a database, to be restored from.</param>
    public static void Happen(this Accident accident, string file, string backup)
    {
        var folder = Path.GetDirectoryName(file)!;
        switch (accident)
        {
            case Accident.AllDeleted:
                foreach (var each in Directory.GetFiles(folder)) File.Delete(each);
                break;
            case Accident.DatabaseDeleted:
                File.Delete(file);
                break;
            case Accident.LogDeleted:
                File.Delete(file + "-wal");
                break;
            case Accident.IndexDeleted:
                File.Delete(file + "-shm");
                break;
            case Accident.LogReplaced:
                File.WriteAllBytes(file + ".new", []);
                File.Move(file + ".new", file + "-wal", overwrite: true);
                break;
            case Accident.FolderDeleted:
                Directory.Delete(folder, recursive: true);
                break;
            case Accident.FolderMoved:
                Directory.Move(folder, folder + ".old");
                break;
            case Accident.FolderMadeAnew:
                Directory.Move(folder, folder + ".old");
                Directory.CreateDirectory(folder);
                break;
            case Accident.DatabaseReplaced:
                File.Move(backup, file, overwrite: true);
                break;
            case Accident.AllReplaced:
                foreach (var each in Directory.GetFiles(folder)) File.Delete(each);
                File.Move(backup, file);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(accident));
        }
    }
}
