using System.IO.Pipelines;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources.Known;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Sources.Fetching;

/// <summary>What a source answered, its body not read yet.</summary>
/// <param name="Asked">What it was asked with; null when it had to send the picture.</param>
internal sealed record SourceAnswer(Uri Url, HttpResponseMessage Response, KnownSource? Asked, bool IsDirect);

/// <param name="Picture">Null when it is still the one that was known.</param>
/// <param name="Known">What to ask with the next time.</param>
internal sealed record Fetched(Picture? Picture, KnownSource? Known);

/// <summary>Reads what a source answered: within the limits of an upload, at a pace of its own, as it is.</summary>
internal sealed class SourceAnswers(BodyReader body, IOptions<SourceOptions> options, TimeProvider time)
{
    private readonly TimeSpan _maxFreshness = options.Value.MaxFreshness;
    private readonly IntakeOptions _pace = new()
    {
        MinBytesPerSecond = options.Value.MinBytesPerSecond,
        SlowUploadGrace = options.Value.SlowSourceGrace,
    };

    /// <exception cref="RequestRefusedException">It is no picture as it was asked for, or came too slowly.</exception>
    /// <exception cref="ImageRejectedException">It is too large.</exception>
    /// <exception cref="OverloadedException">Uploads hold too much.</exception>
    public async Task<Fetched> ReadAsync(SourceAnswer answer, Caller caller, CancellationToken cancellationToken)
    {
        var (host, response) = (HostPattern.HostOf(answer.Url), answer.Response);
        var status = (int)response.StatusCode;
        if (status == StatusCodes.Status304NotModified && answer.Asked is { } asked)
        {
            return new Fetched(null, KnownFrom(answer, asked.Digest));
        }

        if (status != StatusCodes.Status200OK) throw SourceProblems.Status(host, status);
        if (response.Content.Headers.ContentEncoding.Any(IsEncoding)) throw SourceProblems.Encoded(host);
        if (response.Content.Headers.ContentLength > body.MaxImageBytes) throw SourceProblems.TooLarge(host, body.MaxImageBytes);
        var picture = await ReadPictureAsync(host, response, caller, cancellationToken);
        return new Fetched(picture, KnownFrom(answer, picture.Digest));
    }

    private static bool IsEncoding(string encoding) => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private async Task<Picture> ReadPictureAsync(string host, HttpResponseMessage response, Caller caller,
        CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken));
        try
        {
            var paced = new PacedReader(pipe, _pace, CancellationToken.None, time);
            return await body.ReadPictureAsync(caller, paced, response.Content.Headers.ContentLength, cancellationToken);
        }
        catch (ImageRejectedException)
        {
            throw SourceProblems.TooLarge(host, body.MaxImageBytes);
        }
        catch (RequestRefusedException error)
        {
            throw SourceProblems.TooSlow(host, error);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private KnownSource? KnownFrom(SourceAnswer answer, ImageDigest digest) => KnownSource.From(
        answer.Response, digest, KnownSources.PlaceOf(answer.Url), answer.Asked, answer.IsDirect, time.GetUtcNow(), _maxFreshness);
}
