using System.Buffers.Binary;
using System.Text;

namespace CaptionCluster.Testing.Telemetry;

/// <summary>The fields of a protobuf message, by number (protobuf.dev, Encoding): as much of it as OTLP's spans need.</summary>
internal sealed class ProtobufReader
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufReader(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            var tag = Varint(ref message);
            var (value, length) = (tag & 7) switch
            {
                0 => (Varint(ref message), 0),
                1 => (BinaryPrimitives.ReadUInt64LittleEndian(message.Span), 8),
                2 => (0ul, (int)Varint(ref message)),
                5 => (BinaryPrimitives.ReadUInt32LittleEndian(message.Span), 4),
                var kind => throw new InvalidDataException($"A field of the wire type {kind}."),
            };
            _fields.Add(((int)(tag >> 3), value, message[..length]));
            message = message[length..];
        }
    }

    public IEnumerable<ProtobufReader> Messages(int number) =>
        _fields.Where(field => field.Number == number).Select(field => new ProtobufReader(field.Bytes));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    private ReadOnlyMemory<byte> Bytes(int number) => _fields.Find(field => field.Number == number).Bytes;

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var (value, read) = (0ul, 0);
        byte next;
        do
        {
            next = message.Span[read];
            value |= (ulong)(next & 0x7f) << (7 * read++);
        }
        while ((next & 0x80) != 0);

        message = message[read..];
        return value;
    }
}
