using CaptionCluster.Client.Choices;

namespace CaptionCluster.Client.Intake.Many;

/// <summary>One of many pictures of a request, or what is wrong with it.</summary>
/// <param name="Index">From 0, in the order of arrival.</param>
/// <param name="Name">A file's name, or the id of a line.</param>
/// <param name="Picture">Null when there is none, or when it is still to be fetched.</param>
/// <param name="Options">Null where the options of the whole request hold.</param>
internal sealed record ManyItem(int Index, string? Name, Picture? Picture, RequestOptions? Options = null) : IDisposable
{
    public const int MaxName = 256;

    /// <summary>Where the picture is to be fetched from; null when it came with the request.</summary>
    public string? Url { get; init; }

    /// <summary>Why this one, which has no picture, can't be captioned; the others can.</summary>
    public CaptionClusterException? Refusal { get; private init; }

    /// <summary>Bytes that it holds.</summary>
    public int Length => Picture?.Length ?? 0;

    public static ManyItem Refused(int index, string? name, CaptionClusterException refusal) =>
        new(index, name, Picture: null) { Refusal = refusal };

    public void Dispose() => Picture?.Dispose();
}
