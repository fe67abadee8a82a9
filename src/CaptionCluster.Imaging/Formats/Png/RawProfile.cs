namespace CaptionCluster.Imaging.Formats.Png;

/// <summary>
/// The text ImageMagick kept EXIF in before PNG had a chunk for it: an empty line, a name, a length, and then hexadecimal digits in lines.
/// </summary>
internal static class RawProfile
{
    private const int LinesBefore = 3;

    /// <summary>Empty when it is not of that form.</summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text)
    {
        for (int line = 0; line < LinesBefore; line++)
        {
            int end = text.IndexOf((byte)'\n');
            if (end < 0) return default;
            text = text[(end + 1)..];
        }

        var profile = new byte[(text.Length + 1) / 2];
        int digits = 0;
        foreach (byte each in text)
        {
            // White space may stand between bytes, and a line may end within one.
            if (each == '\n' || digits % 2 == 0 && each is (byte)' ' or >= (byte)'\t' and <= (byte)'\r') continue;
            int value = Digit(each);
            if (value < 0) return default;
            profile[digits / 2] |= (byte)(digits % 2 == 0 ? value << 4 : value);
            digits++;
        }

        return digits % 2 == 0 ? profile.AsSpan(0, digits / 2) : default;
    }

    private static int Digit(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
