using System.Buffers;
using System.Text;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Sources.Fetching;
using CaptionCluster.Client.Sources.Known;

namespace CaptionCluster.Client.Sources;

/// <summary>From a URL to a picture: what is fresh is not asked for, what is unchanged not downloaded.</summary>
internal sealed class SourceReader(
    SourceRules rules, SourceFetcher fetcher, KnownSources sources, BodyReader body, SourceMetrics metrics, TimeProvider time)
    : ISourceReader
{
    public async ValueTask<Picture> ReadAsync(string url, Caller caller, CancellationToken cancellationToken)
    {
        if (Base64Image.IsDataUrl(url)) return await DecodeAsync(url, caller, cancellationToken);
        var target = rules.Parse(url);
        var known = sources.Find(KnownSources.PlaceOf(target, caller.Tenant));
        if (known?.FreshUntil > time.GetUtcNow())
        {
            metrics.Fresh();
            return Unread(known.Digest, target, caller);
        }

        return await FetchAsync(target, known, caller, cancellationToken);
    }

    public async ValueTask<Picture> ReadWholeAsync(string url, Caller caller, CancellationToken cancellationToken) =>
        Base64Image.IsDataUrl(url)
            ? await DecodeAsync(url, caller, cancellationToken)
            : await FetchAsync(rules.Parse(url), known: null, caller, cancellationToken);

    private async ValueTask<Picture> FetchAsync(Uri url, KnownSource? known, Caller caller, CancellationToken cancellationToken)
    {
        using var span = SourceMetrics.Start(HostPattern.HostOf(url));
        var start = time.GetTimestamp();
        try
        {
            var fetched = await fetcher.FetchAsync(url, known, caller, cancellationToken);
            sources.Keep(KnownSources.PlaceOf(url, caller.Tenant), fetched.Known);
            metrics.Got(fetched, time.GetElapsedTime(start), span);
            return fetched.Picture ?? Unread(known!.Digest, url, caller);
        }
        catch (Exception error)
        {
            metrics.Failed(error, time.GetElapsedTime(start), span);
            throw;
        }
    }

    private Picture Unread(ImageDigest digest, Uri url, Caller caller) =>
        body.PictureOf(caller, digest, again: cancellationToken => FetchAsync(url, known: null, caller, cancellationToken));

    /// <summary>A URL that is the picture itself (RFC 2397).</summary>
    private async ValueTask<Picture> DecodeAsync(string url, Caller caller, CancellationToken cancellationToken)
    {
        var text = body.NewText(caller);
        try
        {
            if (url.Length > body.MaxJsonBytes) throw SourceProblems.TooLarge("data:", body.MaxImageBytes);
            await body.AppendAsync(text, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(url)), cancellationToken);
            text.Complete();
            return body.PictureOf(caller, text, Base64Image.Decode(text.Memory, body.MaxImageBytes));
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }
}
