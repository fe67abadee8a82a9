using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CaptionCluster.Client.Http;

/// <summary>
/// A batch as several requests. HTTP/1.1 reads no answer before all of a request is sent, so that one request would neither tell what is
/// done nor come to an end once the answers fill what lies between. A request takes what is there, so that no picture waits for its
/// neighbours.
/// </summary>
internal sealed class BatchRun(Sender sender, string path)
{
    private readonly Channel<Numbered> _pictures = Channel.CreateBounded<Numbered>(sender.Options.BatchRequestPictures);
    private readonly Channel<CaptionItem> _answers = Channel.CreateBounded<CaptionItem>(sender.Options.BatchRequestPictures);

    public async IAsyncEnumerable<CaptionItem> RunAsync(
        IAsyncEnumerable<NamedPicture> pictures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = WorkAsync(pictures, leaving);
        try
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(cancellationToken)) yield return answer;
        }
        finally
        {
            await leaving.CancelAsync();
            await work;
        }
    }

    /// <summary>Ends when all of it has ended, with the error that came first handed on.</summary>
    private async Task WorkAsync(IAsyncEnumerable<NamedPicture> pictures, CancellationTokenSource leaving)
    {
        Exception? first = null;
        await Task.WhenAll([
            GuardAsync(() => TakeAsync(pictures, leaving.Token)),
            .. Enumerable.Range(0, sender.Options.BatchRequests).Select(_ => GuardAsync(() => SendAllAsync(leaving.Token)))]);
        _answers.Writer.TryComplete(first);

        async Task GuardAsync(Func<Task> part)
        {
            try
            {
                await Task.Run(part, CancellationToken.None);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref first, error, null);
                await leaving.CancelAsync();
            }
        }
    }

    private async Task TakeAsync(IAsyncEnumerable<NamedPicture> pictures, CancellationToken cancellationToken)
    {
        var index = 0;
        await foreach (var picture in pictures.WithCancellation(cancellationToken))
        {
            await _pictures.Writer.WriteAsync(new Numbered(index++, picture), cancellationToken);
        }

        _pictures.Writer.Complete();
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        while (await _pictures.Reader.WaitToReadAsync(cancellationToken))
        {
            var group = new List<Numbered>();
            while (group.Count < sender.Options.BatchRequestPictures && _pictures.Reader.TryRead(out var picture)) group.Add(picture);
            if (group.Count > 0) await SendAsync(group, cancellationToken);
        }
    }

    /// <summary>What was answered before the connection was lost is not sent again.</summary>
    private Task SendAsync(List<Numbered> open, CancellationToken cancellationToken)
    {
        return sender.Retries.RunAsync(error => CallOf(open).WhyNotAgain(error), AttemptAsync, cancellationToken);

        async Task<bool> AttemptAsync()
        {
            var sent = open.ToArray();
            using var response = await sender.OpenOnceAsync(CallOf(sent), cancellationToken);
            await foreach (var item in Lines.ReadAsync(response, ClientJson.Default.CaptionItem, cancellationToken))
            {
                if (item.Index < 0 && item.Error is { } end)
                {
                    throw new CaptionProblemException(new ProblemData(end.Type, "The batch was broken off", 0, end.Detail));
                }

                open.Remove(sent[item.Index]);
                await _answers.Writer.WriteAsync(item with { Index = sent[item.Index].Index }, cancellationToken);
            }

            return open.Count == 0 ? true : throw new CaptionConnectionException("The answers ended before all pictures had one.");
        }
    }

    private Call CallOf(IReadOnlyList<Numbered> group)
    {
        NamedPicture[] pictures = [.. group.Select(numbered => numbered.Picture)];
        return new Call(HttpMethod.Post, path)
        {
            Content = () => new LinesContent(pictures),
            Pictures = [.. pictures.Select(named => named.Picture)],
            Accept = Lines.MediaType,
        };
    }

    private sealed record Numbered(int Index, NamedPicture Picture);
}
