using CaptionCluster.Imaging.Formats;

namespace CaptionCluster.Imaging;

/// <summary>The accepted formats, as they are told to people.</summary>
public static class AcceptedFormats
{
    /// <summary>"JPEG, PNG or …".</summary>
    public static string Names { get; } = Listed(PictureFormats.All.Select(format => format.Name));

    /// <summary>The same, each with what of a file is the picture.</summary>
    public static string NamesAndParts { get; } =
        Listed(PictureFormats.All.Select(format => format.Part is { } part ? $"{format.Name} ({part})" : format.Name));

    /// <summary>Media types and file endings, separated by commas: what a web page's file chooser offers.</summary>
    public static string FileTypes { get; } = string.Join(',', PictureFormats.All.Select(format => format.FileTypes));

    private static string Listed(IEnumerable<string> names) => string.Join(" or ", string.Join(", ", names.SkipLast(1)), names.Last());
}
