using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace CaptionCluster.Cluster.Tests.Load;

/// <summary>
/// Clients that ask again and again, for new pictures and for known ones, and check every answer. <c>CLUSTER_SECONDS</c> makes each stretch
/// of load last so long at least, for measuring by hand.
/// </summary>
internal sealed class CaptionLoad : IAsyncDisposable
{
    private const int Clients = 8;

    private static readonly TimeSpan s_stretch = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("CLUSTER_SECONDS") ?? "0", CultureInfo.InvariantCulture)
    );

    private readonly HttpClient _http;
    private readonly string[] _right;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _timing = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly ConcurrentQueue<CaptionAnswer> _unstored = new();
    private readonly Task _clients;
    private int _answered;
    private int _refused;

    private CaptionLoad(HttpClient http, string[] right)
    {
        (_http, _right) = (http, right);
        _clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => RunAsync(new Random(client)))));
    }

    public int Answered => Volatile.Read(ref _answered);

    public int Refused => Volatile.Read(ref _refused);

    public TimeSpan Slowest { get; private set; }

    /// <summary>Answers that were neither right nor a refusal for too much work.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    public IReadOnlyCollection<CaptionAnswer> Unstored => _unstored;

    /// <summary>Learns the right captions while nothing disturbs the cluster, then starts.</summary>
    public static async Task<CaptionLoad> StartAsync(HttpClient http)
    {
        var right = new string[Photos.All.Count];
        for (var photo = 0; photo < right.Length; photo++) right[photo] = (await http.CaptionAsync(Photos.All[photo])).Caption!;
        return new CaptionLoad(http, right);
    }

    /// <summary>So many more answers from now on: the barrier of tests that want load to have flowed.</summary>
    public Task FlowAsync(int answers)
    {
        var (goal, clock) = (Answered + answers, Stopwatch.StartNew());
        return Patience.UntilAsync(
            $"{answers} more answers", () => Task.FromResult((Answered >= goal && clock.Elapsed >= s_stretch) || !_wrong.IsEmpty));
    }

    /// <summary>Lets every request that is on its way be answered.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _clients;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            var photo = random.Next(Photos.All.Count);
            var picture = random.Next(4) == 0 ? Photos.All[photo] : Photos.Unique(photo);
            try
            {
                // Often two at once, so that one waits for the other's pixels.
                var answers = await Task.WhenAll(Enumerable.Range(0, random.Next(1, 3)).Select(_ => AskAsync(picture)));
                foreach (var answer in answers) Check(answer, _right[photo]);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                _wrong.Enqueue(error.ToString());
            }
        }
    }

    private async Task<CaptionAnswer> AskAsync(byte[] picture)
    {
        var clock = Stopwatch.StartNew();
        var answer = await _http.CaptionAsync(picture);
        lock (_timing) Slowest = clock.Elapsed > Slowest ? clock.Elapsed : Slowest;
        return answer;
    }

    private void Check(CaptionAnswer answer, string right)
    {
        Interlocked.Increment(ref _answered);
        if (answer.Status == HttpStatusCode.TooManyRequests)
        {
            Interlocked.Increment(ref _refused);
        }
        else if (answer.Status != HttpStatusCode.OK || answer.Caption != right)
        {
            _wrong.Enqueue($"{answer.Status}: {answer.Text} (right: {right})");
        }
        else if (!answer.IsStored)
        {
            _unstored.Enqueue(answer);
        }
    }
}
