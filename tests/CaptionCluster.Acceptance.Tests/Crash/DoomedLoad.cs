using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;

namespace CaptionCluster.Acceptance.Tests.Crash;

/// <summary>Clients that send new pictures until their server is killed under them.</summary>
internal sealed class DoomedLoad(ServerProcess server)
{
    private const int Clients = 16;
    private readonly Lock _lock = new();
    private readonly List<AnsweredPicture> _answered = [];
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isKilled;

    /// <summary>Kills the server as soon as there are that many answers; returns all that came.</summary>
    public async Task<List<AnsweredPicture>> RunAsync(int answers)
    {
        var clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SendAsync(answers)));
        await Task.WhenAny(_enough.Task, clients).WaitAsync(Patience.Limit);
        _isKilled = true;
        await server.KillAsync();
        await clients.WaitAsync(Patience.Limit);
        return _answered;
    }

    private async Task SendAsync(int answers)
    {
        while (true)
        {
            var bytes = Photos.NewSmall();
            try
            {
                var answer = await server.Http.CaptionAsync(bytes);
                Assert.True(answer.Stored);
                lock (_lock)
                {
                    _answered.Add(new AnsweredPicture(bytes, answer.Caption));
                    if (_answered.Count == answers) _enough.SetResult();
                }
            }
            catch (HttpRequestException) when (_isKilled)
            {
                return;
            }
        }
    }
}
