using System.Runtime.CompilerServices;

namespace CaptionCluster.Client.Http;

/// <summary>
/// Jobs: pictures that are stored when they are accepted, and captioned some time. Calls throw as those of <see cref="CaptionClient"/>;
/// one that names a job which was never accepted, has expired or is another key's gets 404 <c>job-not-found</c>.
/// </summary>
public sealed class JobClient
{
    internal const string Jobs = "/v1/jobs";
    private const int PageSize = 200;

    private readonly Sender _sender;

    internal JobClient(Sender sender) => _sender = sender;

    /// <summary>Sends pictures; ends when all of them are durable.</summary>
    public Task<Job> CreateAsync(
        IReadOnlyCollection<NamedPicture> pictures, JobOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return _sender.AskAsync((options ?? new JobOptions()).ToCall(pictures), ClientJson.Default.Job, cancellationToken);
    }

    /// <summary>How a job stands.</summary>
    public Task<Job> GetAsync(string id, CancellationToken cancellationToken = default) =>
        _sender.AskAsync(Call.Get(PathOf(id) + "?max=0"), ClientJson.Default.Job, cancellationToken);

    /// <summary>The jobs of the client's key, the newest first.</summary>
    /// <param name="state">One of <see cref="JobStates"/>; all when null.</param>
    /// <param name="cancellationToken">Leaves.</param>
    public async IAsyncEnumerable<Job> ListAsync(
        string? state = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = $"?max={PageSize}" + (state is null ? "" : "&state=" + Uri.EscapeDataString(state));
        for (string? before = null; ;)
        {
            var path = Jobs + query + (before is null ? "" : "&before=" + before);
            var page = await _sender.AskAsync(Call.Get(path), ClientJson.Default.JobPage, cancellationToken);
            foreach (var job in page.Jobs) yield return job;
            if ((before = page.Next) is null) yield break;
        }
    }

    /// <summary>
    /// What happens to a job until it ends, and what happened before; over as many connections as it takes. Ends without a
    /// <see cref="JobEnded"/> where that came before <paramref name="after"/>.
    /// </summary>
    /// <param name="id">The job's.</param>
    /// <param name="after">The <see cref="JobEvent.EventId"/> to go on after; from the beginning when null.</param>
    /// <param name="cancellationToken">Leaves.</param>
    public IAsyncEnumerable<JobEvent> FollowAsync(string id, string? after = null, CancellationToken cancellationToken = default) =>
        new JobFollower(_sender, PathOf(id) + "/events").FollowAsync(after, cancellationToken);

    /// <summary>Waits until a job has ended.</summary>
    public async Task<Job> WaitAsync(string id, CancellationToken cancellationToken = default)
    {
        await foreach (var happened in FollowAsync(id, cancellationToken: cancellationToken)) _ = happened;
        return await GetAsync(id, cancellationToken);
    }

    /// <summary>The results of a job so far, in the order in which they came.</summary>
    /// <param name="id">The job's.</param>
    /// <param name="altText">How their alt texts are to be.</param>
    /// <param name="cancellationToken">Leaves.</param>
    public async IAsyncEnumerable<CaptionItem> GetResultsAsync(
        string id, AltTextOptions? altText = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = OptionQuery.Of(altText);
        for (long? after = 0; after is not null;)
        {
            var path = $"{PathOf(id)}{query}{(query.Length == 0 ? '?' : '&')}max={PageSize}&after={after}";
            var page = await _sender.AskAsync(Call.Get(path), ClientJson.Default.Job, cancellationToken);
            foreach (var item in page.Results ?? []) yield return item;
            after = page.Next;
        }
    }

    /// <summary>
    /// Cancels an open job: its pictures that are not decided will not be. One that has ended is forgotten with its results. Not repeated
    /// where the connection was lost, as the second time might forget what the first cancelled.
    /// </summary>
    /// <returns>The cancelled job; null for one that is forgotten.</returns>
    public Task<Job?> DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _sender.AskIfAnyAsync(
            new Call(HttpMethod.Delete, PathOf(id)) { OnlyOnce = true }, ClientJson.Default.Job, cancellationToken);

    private static string PathOf(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return $"{Jobs}/{Uri.EscapeDataString(id)}";
    }
}
