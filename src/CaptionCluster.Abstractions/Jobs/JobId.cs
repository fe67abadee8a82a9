namespace CaptionCluster;

/// <summary>Names a job. Later jobs sort behind earlier ones (a UUID of version 7, RFC 9562).</summary>
public readonly record struct JobId(Guid Value)
{
    public static JobId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out JobId id)
    {
        var parsed = Guid.TryParseExact(text, "N", out var value);
        id = new JobId(value);
        return parsed;
    }

    /// <summary>32 lower-case hexadecimal digits; their order is that of time.</summary>
    public override string ToString() => Value.ToString("N");
}
