using System.Buffers.Binary;
using System.Net.Sockets;
using CaptionCluster.MongoDBDouble.Commands;
using CaptionCluster.MongoDBDouble.Faults;

namespace CaptionCluster.MongoDBDouble.Wire;

/// <summary>One client's connection: commands in, replies out, one after another.</summary>
internal sealed class WireConnection(TcpClient client, CommandTable commands, FaultSwitches faults)
{
    private const int MaxMessageSize = 48_000_000;

    private int _replyId;

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        try
        {
            await using var stream = client.GetStream();
            var header = new byte[WireMessage.HeaderSize];
            while (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) == header.Length)
            {
                var size = BinaryPrimitives.ReadInt32LittleEndian(header);
                if (size is < WireMessage.HeaderSize or > MaxMessageSize) throw new InvalidDataException($"A message of {size} bytes.");
                var body = new byte[size - WireMessage.HeaderSize];
                await stream.ReadExactlyAsync(body, cancellationToken);
                await AnswerAsync(stream, WireMessage.Parse(header, body), cancellationToken);
            }
        }
        catch (Exception error)
            when (error is IOException or OperationCanceledException or ObjectDisposedException or ConnectionCutException)
        {
            // The client left, the switch was turned, or a fault point cut the line: that is what the double is for.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task AnswerAsync(NetworkStream stream, WireMessage message, CancellationToken cancellationToken)
    {
        await faults.DelayAsync(message.Command.GetElement(0).Name, cancellationToken);
        var reply = commands.Execute(message.Command);
        if (message.WantsReply) await stream.WriteAsync(message.Frame(++_replyId, reply), cancellationToken);
    }
}
