namespace CaptionCluster.Inference.Models;

/// <summary>One name of the repository. Changed by one thread at a time.</summary>
internal sealed class ModelSlot(string name, string path)
{
    public string Name { get; } = name;

    public string Path { get; set; } = path;

    /// <summary>What requests get; null until something could be loaded.</summary>
    public ServedModel? Current { get; set; }

    /// <summary>What the folder looked like when it was last dealt with.</summary>
    public string? Settled { get; set; }

    /// <summary>What it looked like at the last look, when that was something new.</summary>
    public string? Pending { get; set; }

    /// <summary>Why the folder as it is now was not taken.</summary>
    public string? Refusal { get; set; }

    /// <summary>A reason as clients may read it: where the folder lies is for the log.</summary>
    public string Named(string reason) => reason.Replace(Path, Name, StringComparison.Ordinal);

    /// <summary>Whether the folder looks new, and the same as at the last look: nobody is writing to it any more.</summary>
    public bool HasSettled(string? state)
    {
        if (state == Settled)
        {
            Pending = null;
            return false;
        }

        var settled = state == Pending;
        Pending = state;
        return settled;
    }
}
