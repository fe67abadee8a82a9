using System.Globalization;

namespace CaptionCluster.Client.Answers;

/// <param name="Intake">Reading, checking, decoding and resizing; null when no picture was sent.</param>
internal readonly record struct RequestTiming(TimeSpan? Intake, TimeSpan Total)
{
    /// <summary>The Server-Timing header (W3C). Inference's share only when this request waited for it.</summary>
    public string ToHeader(CaptionSource source, InferenceTiming inference)
    {
        Span<char> text = stackalloc char[160];
        var writer = new HeaderText(text);
        if (Intake is { } intake) writer.Add("intake", intake.TotalMilliseconds);
        if (source != CaptionSource.Hit)
        {
            writer.Add("queue", inference.QueueSeconds * 1000);
            writer.Add("encode", inference.EncodeSeconds * 1000);
            writer.Add("decode", inference.DecodeSeconds * 1000);
        }

        writer.Add("total", Total.TotalMilliseconds);
        return writer.ToString();
    }

    private ref struct HeaderText(Span<char> text)
    {
        private readonly Span<char> _text = text;
        private int _length;

        public void Add(string name, double milliseconds)
        {
            var separator = _length == 0 ? "" : ", ";
            _text[_length..].TryWrite(CultureInfo.InvariantCulture, $"{separator}{name};dur={milliseconds:0.##}", out var written);
            _length += written;
        }

        public override readonly string ToString() => _text[.._length].ToString();
    }
}
