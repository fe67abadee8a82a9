namespace CaptionCluster.Client.Http;

/// <summary>A call that came to nothing, after as many attempts as were worth it.</summary>
public abstract class CaptionException : Exception
{
    private protected CaptionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How often the service was asked.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <inheritdoc/>
    public override string Message => WhyNotAgain is null ? base.Message : $"{base.Message} {WhyNotAgain}";

    /// <summary>Why it was not repeated though it might have helped; null when that says nothing.</summary>
    public string? WhyNotAgain { get; internal set; }

    /// <summary>Whether a later attempt may have what this one had not.</summary>
    internal abstract bool IsPassing { get; }

    /// <summary>Whether the service may have done what it was asked for all the same.</summary>
    internal abstract bool MayBeDone { get; }
}

/// <summary>No answer came, or not all of it: the service was not reached, or the connection was lost.</summary>
public sealed class CaptionConnectionException : CaptionException
{
    internal CaptionConnectionException(string message, Exception? innerException = null, bool isPassing = true)
        : base(message, innerException) => IsPassing = isPassing;

    internal override bool IsPassing { get; }

    internal override bool MayBeDone => true;
}

/// <summary>A picture's file can't be read; the inner exception says why.</summary>
public sealed class CaptionPictureException : CaptionException
{
    internal CaptionPictureException(string path, Exception innerException)
        : base($"The picture '{path}' can't be read: {innerException.Message}", innerException)
    {
    }

    internal override bool IsPassing => false;

    internal override bool MayBeDone => false;
}
