using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;

namespace CaptionCluster.MongoDBDouble.Wire;

/// <summary>One command as it came, and how its reply is framed (MongoDB Wire Protocol: OP_MSG; OP_QUERY for the first hello).</summary>
internal sealed record WireMessage(int RequestId, bool IsLegacy, bool WantsReply, BsonDocument Command)
{
    public const int HeaderSize = 16;

    private const int OpReply = 1;
    private const int OpQuery = 2004;
    private const int OpMsg = 2013;
    private const int ChecksumPresent = 1;
    private const int MoreToCome = 2;

    public static WireMessage Parse(ReadOnlySpan<byte> header, byte[] body)
    {
        var requestId = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        return BinaryPrimitives.ReadInt32LittleEndian(header[12..]) switch
        {
            OpMsg => ParseMessage(requestId, body),
            OpQuery => ParseQuery(requestId, body),
            var code => throw new InvalidDataException($"The double speaks OP_MSG and OP_QUERY, not opcode {code}."),
        };
    }

    public byte[] Frame(int replyId, BsonDocument reply)
    {
        var document = reply.ToBson();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(0);
        writer.Write(replyId);
        writer.Write(RequestId);
        writer.Write(IsLegacy ? OpReply : OpMsg);
        writer.Write(0); // Flags.
        if (IsLegacy)
        {
            writer.Write(0L); // Cursor.
            writer.Write(0); // Starting from.
            writer.Write(1); // Documents.
        }
        else
        {
            writer.Write((byte)0); // A body section.
        }

        writer.Write(document);
        var frame = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length);
        return frame;
    }

    private static WireMessage ParseMessage(int requestId, byte[] body)
    {
        var flags = BinaryPrimitives.ReadInt32LittleEndian(body);
        var end = (flags & ChecksumPresent) != 0 ? body.Length - 4 : body.Length;
        BsonDocument? command = null;
        var sequences = new List<BsonElement>();
        for (var offset = 4; offset < end;)
        {
            var kind = body[offset++];
            var size = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(offset));
            if (kind == 0) command = Document(body, offset, size);
            else sequences.Add(Sequence(body, offset + 4, offset + size));
            offset += size;
        }

        command!.AddRange(sequences);
        return new WireMessage(requestId, IsLegacy: false, (flags & MoreToCome) == 0, command);
    }

    /// <summary>Documents beside the body, as if they were an array in it.</summary>
    private static BsonElement Sequence(byte[] body, int offset, int end)
    {
        var name = CString(body, ref offset);
        var documents = new BsonArray();
        while (offset < end)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(offset));
            documents.Add(Document(body, offset, size));
            offset += size;
        }

        return new BsonElement(name, documents);
    }

    private static WireMessage ParseQuery(int requestId, byte[] body)
    {
        var offset = 4;
        var collection = CString(body, ref offset);
        offset += 8; // Skip and return counts.
        var command = Document(body, offset, body.Length - offset);
        command["$db"] = collection.Split('.')[0];
        return new WireMessage(requestId, IsLegacy: true, WantsReply: true, command);
    }

    private static string CString(byte[] body, ref int offset)
    {
        var length = Array.IndexOf(body, (byte)0, offset) - offset;
        var text = Encoding.UTF8.GetString(body, offset, length);
        offset += length + 1;
        return text;
    }

    private static BsonDocument Document(byte[] body, int offset, int size)
    {
        using var buffer = new ByteArrayBuffer(body, body.Length, isReadOnly: true);
        using var stream = new ByteBufferStream(buffer) { Position = offset };
        using var reader = new BsonBinaryReader(stream);
        var document = BsonDocumentSerializer().Deserialize(BsonDeserializationContext.CreateRoot(reader));
        return stream.Position == offset + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(offset)) && size > 0
            ? document
            : throw new InvalidDataException("A document's size is wrong.");
    }

    private static IBsonSerializer<BsonDocument> BsonDocumentSerializer() => BsonSerializer.LookupSerializer<BsonDocument>();
}
