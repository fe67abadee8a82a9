using System.Text.Json;

namespace CaptionCluster.Client.Http;

/// <summary>
/// A picture to be captioned: its bytes in any of the formats that the service reads, or what names it. It can be used for any number of
/// calls, but for one of a stream that can't seek.
/// </summary>
public abstract class Picture
{
    private protected Picture()
    {
    }

    /// <summary>Whether a call with it can be repeated when the service was busy or the connection was lost.</summary>
    public abstract bool CanBeSentAgain { get; }

    /// <summary>A picture in memory, which must not change while a call is under way.</summary>
    public static Picture FromBytes(ReadOnlyMemory<byte> bytes) => new BytesPicture(bytes);

    /// <summary>A file, opened anew for each attempt; a <see cref="CaptionPictureException"/> says why it can't be.</summary>
    public static Picture FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FilePicture(path);
    }

    /// <summary>
    /// A stream, read from where it stands to its end, and left open. One that can seek is set back for each attempt; one that can't is
    /// read once, so that its call is not repeated.
    /// </summary>
    public static Picture FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new StreamPicture(stream);
    }

    /// <summary>A picture that the service has seen; else it answers 404 <c>never-seen</c>.</summary>
    /// <param name="sha256">SHA-256 of its bytes: 64 hexadecimal digits.</param>
    public static Picture FromDigest(string sha256)
    {
        ArgumentException.ThrowIfNullOrEmpty(sha256);
        return new ReferredPicture("sha256", sha256);
    }

    /// <summary>
    /// A picture that the service fetches (http or https, public addresses), where it is set to; else it answers 403 <c>urls-off</c>.
    /// </summary>
    public static Picture FromUrl(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new ReferredPicture("url", url.AbsoluteUri);
    }

    /// <summary>SHA-256 of its bytes in lower-case hexadecimal; null when they can't be read for that alone.</summary>
    internal abstract ValueTask<string?> DigestAsync(CancellationToken cancellationToken);

    /// <summary>The body of one attempt.</summary>
    internal abstract HttpContent ToContent();

    /// <summary>As the one property of the object <c>image</c>.</summary>
    internal abstract ValueTask WriteAsync(Utf8JsonWriter json, CancellationToken cancellationToken);
}
