using System.Net.Sockets;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Client.Tests.Operations;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_WithARequestInFlight_AnswersItAndTakesNoMore()
    {
        await using var server = await CaptionServer.StartAsync();
        using var http = server.CreateHttpClient();
        server.Model.Encode.Close();
        var inFlight = http.CaptionAsync(Pictures.New()).AnswerAsync();
        await server.Model.Encode.ArrivedAsync();

        var stopping = server.Services.GetRequiredService<IHost>().StopAsync();
        await ExpectRefusedAsync(server.Address);
        server.Model.Encode.Open();

        Assert.Equal("computed", (string?)(await inFlight)["source"]);
        await stopping.WaitAsync(Patience.Limit);
    }

    private static async Task ExpectRefusedAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address.Host, address.Port, patience.Token);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }
}
