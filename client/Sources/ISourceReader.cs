using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Sources;

/// <summary>
/// Makes pictures of URLs: of <c>data:</c> URLs always, of others if it is allowed to fetch them. Each is its receiver's to dispose of.
/// </summary>
internal interface ISourceReader
{
    /// <summary>
    /// A picture that did not change since it was last fetched comes without its bytes: its caption is asked for by its digest, and
    /// <see cref="Picture.Again"/> brings the bytes if there is none.
    /// </summary>
    /// <param name="caller">Whose share of fetches and of memory it takes.</param>
    /// <exception cref="RequestRefusedException">The URL may not be asked, or did not answer with a picture.</exception>
    /// <exception cref="ImageRejectedException">It is too large.</exception>
    /// <exception cref="OverloadedException">Too much is fetched, or held, already.</exception>
    ValueTask<Picture> ReadAsync(string url, Caller caller, CancellationToken cancellationToken);

    /// <summary>The same, with its bytes in any case.</summary>
    ValueTask<Picture> ReadWholeAsync(string url, Caller caller, CancellationToken cancellationToken);
}
