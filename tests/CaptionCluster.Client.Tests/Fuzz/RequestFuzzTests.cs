using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CaptionCluster.Client.Tests.Fuzz;

/// <summary>
/// Whatever bytes a client sends, the server blames the client, and serves the next one. Runs for a few seconds, or for as many as
/// CAPTIONCLUSTER_FUZZ_SECONDS says; CAPTIONCLUSTER_FUZZ_SEED starts another campaign, or repeats one from the number that it printed.
/// CAPTIONCLUSTER_FUZZ_SETTINGS (<c>key=value key=value</c>) makes the server another one with real models, a cluster's front say.
/// </summary>
public sealed partial class RequestFuzzTests(ITestOutputHelper output)
{
    private const int Senders = 32;

    /// <summary>
    /// Who has sent less than was announced is silent so long before the end is said: at its sight the server drops what it was about to
    /// say.
    /// </summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("CAPTIONCLUSTER_FUZZ_SECONDS") ?? "5")
    );

    [Fact]
    public async Task Send_AnyBytes_IsNeverTheServersFault()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("CAPTIONCLUSTER_FUZZ_SEED") ?? "12345");
        output.WriteLine($"seed {seed}, {s_duration.TotalSeconds} s");
        await using var server = await StartAsync();
        using var http = server.CreateHttpClient();
        using var inWork = new RequestsInWork(server);

        var next = seed - 1;
        var clock = Stopwatch.StartNew();
        var statuses = await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(SendManyAsync)));

        var all = statuses.SelectMany(each => each).GroupBy(status => status).OrderBy(group => group.Key).ToList();
        output.WriteLine($"{next - seed + 1} requests: {string.Join(", ", all.Select(group => $"{group.Count()} × {group.Key}"))}");
        Assert.NotEqual(0, inWork.Seen);
        await ExpectNothingLeftAsync(server, inWork);
        await http.CaptionAsync(Pictures.New()).AnswerAsync();
        await http.EndAsync(await http.PostFilesAsync("/v1/jobs", Pictures.New()).AcceptedAsync());

        async Task<List<int>> SendManyAsync()
        {
            var seen = new List<int>();
            while (clock.Elapsed < s_duration)
            {
                var number = Interlocked.Increment(ref next);
                var request = RequestMutator.Make(number);
                var answer = await SendAsync(server.Address, request);
                var status = StatusOf(answer);
                seen.Add(status);
                Assert.False(IsServersFault(status, answer), $"CAPTIONCLUSTER_FUZZ_SEED={number} got\n{answer}\nfor\n{Show(request)}");
            }

            return seen;
        }
    }

    private static async Task<CaptionServer> StartAsync()
    {
        (string, string)[] usual =
        [
            ("CaptionCluster:Imaging:MaxBytes", "1000000"), ("Logging:LogLevel:Microsoft.AspNetCore", "None"),
            ("CaptionCluster:Traces:Enabled", "true"),
        ];
        if (Environment.GetEnvironmentVariable("CAPTIONCLUSTER_FUZZ_SETTINGS") is not { } settings)
        {
            return await CaptionServer.StartAsync(usual);
        }

        var own = settings
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2))
            .Select(pair => (pair[0], pair[1]));
        var server = CaptionServer.Start(models: null, IPAddress.Loopback, [.. usual, .. own]);
        await server.Services.GetRequiredService<ModelCatalog>().Ready.WaitAsync(Patience.Limit);
        return server;
    }

    /// <summary>Empty when the connection was closed without one, as it may be once framing is lost.</summary>
    private static async Task<string> SendAsync(Uri address, byte[] request)
    {
        using var patience = new CancellationTokenSource(s_answerLimit);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, patience.Token);
        var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            await socket.SendAsync(request, patience.Token);
            using var silence = new Timer(_ => EndSending(socket), null, s_silence, Timeout.InfiniteTimeSpan);
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var read) answer.Write(buffer, 0, read);
        }
        catch (SocketException)
        {
            // Closed on us, with bytes of ours unread.
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"No end of the answer within {s_answerLimit.TotalSeconds} s to\n{Show(request)}");
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private static void EndSending(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Over already.
        }
    }

    private static int StatusOf(string answer) => answer.Length > 12 && int.TryParse(answer.AsSpan(9, 3), out var status) ? status : 0;

    /// <summary>"Later" is an answer; "something went wrong" is not, neither as a status nor within a batch.</summary>
    private static bool IsServersFault(int status, string answer) =>
        status is >= 500 and not (501 or 503 or 504 or 505)
        || answer.Contains("\"type\":\"/problems/internal-error\"", StringComparison.Ordinal) // The API's description names it too.
        || FurtherAnswer().IsMatch(answer);

    [GeneratedRegex("\nHTTP/1.1 500 ")]
    private static partial Regex FurtherAnswer();

    private static async Task ExpectNothingLeftAsync(CaptionServer server, RequestsInWork inWork)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        var budget = server.Services.GetRequiredService<BufferBudget>();
        while (budget.HeldBytes != 0 || inWork.Count != 0)
        {
            if (patience.IsCancellationRequested) Assert.Fail($"{inWork.Count} requests and {budget.HeldBytes} bytes are left.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static string Show(byte[] request) =>
        string.Concat(request.Take(4000).Select(one => one is >= 32 and < 127 or (byte)'\n' ? $"{(char)one}" : $"\\x{one:x2}"));
}
