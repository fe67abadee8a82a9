namespace CaptionCluster.Imaging.Formats.Pnm;

/// <summary>Numbers in text, with white space and comments between them.</summary>
internal static class PnmText
{
    /// <summary>Takes the one white space behind the number too.</summary>
    public static int Number(ref ByteCursor cursor, string where)
    {
        byte current = NextSign(ref cursor, where);
        long value = 0;
        while (true)
        {
            if (current is < (byte)'0' or > (byte)'9') throw Rejections.Broken($"The PNM has a sign that is no digit in {where}.");
            value = value * 10 + current - '0';
            if (value > int.MaxValue) throw Rejections.Broken($"The PNM has a number above 2,147,483,647 in {where}.");
            if (cursor.AtEnd) return (int)value;

            current = cursor.Byte(where);
            if (PnmHeader.IsSpace(current)) return (int)value;
            if (current == '#')
            {
                SkipComment(ref cursor);
                return (int)value;
            }
        }
    }

    /// <summary>The next one that is no white space and in no comment.</summary>
    public static byte NextSign(ref ByteCursor cursor, string where)
    {
        while (true)
        {
            byte current = cursor.Byte(where);
            if (current == '#') SkipComment(ref cursor);
            else if (!PnmHeader.IsSpace(current)) return current;
        }
    }

    private static void SkipComment(ref ByteCursor cursor)
    {
        while (!cursor.AtEnd && cursor.Byte("a comment") is not ((byte)'\n' or (byte)'\r')) { }
    }
}
