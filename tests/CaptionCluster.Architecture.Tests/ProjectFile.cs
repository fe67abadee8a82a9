using System.Xml.Linq;

namespace CaptionCluster.Architecture.Tests;

/// <summary>What a project file says it needs.</summary>
/// <param name="Name">Without <c>CaptionCluster.</c></param>
/// <param name="Room">The top folder it lies in.</param>
/// <param name="References">Names of the projects it references.</param>
internal sealed record ProjectFile(
    string Name,
    string Room,
    string FilePath,
    bool IsWeb,
    IReadOnlyList<string> References,
    IReadOnlyList<XElement> Packages,
    IReadOnlyList<string> Frameworks
)
{
    private const string Prefix = "CaptionCluster.";

    public IEnumerable<string> PackageNames => Packages.Select(package => package.Attribute("Include")!.Value);

    public static ProjectFile Read(string path)
    {
        var root = XDocument.Load(path).Root!;
        return new ProjectFile(
            NameOf(path),
            Path.GetRelativePath(Fixtures.Repository, path).Split(Path.DirectorySeparatorChar)[0],
            path,
            root.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web",
            [.. Included(root, "ProjectReference").Select(NameOf)],
            [.. root.Descendants("PackageReference")],
            [.. Included(root, "FrameworkReference")]);
    }

    /// <summary>This project and every one it reaches.</summary>
    public IEnumerable<ProjectFile> Closure()
    {
        var reached = new Dictionary<string, ProjectFile>();
        var next = new Queue<ProjectFile>([this]);
        while (next.TryDequeue(out var project))
        {
            if (!reached.TryAdd(project.Name, project)) continue;
            foreach (var name in project.References) next.Enqueue(SourceTree.Projects.Single(other => other.Name == name));
        }

        return reached.Values;
    }

    public override string ToString() => Name;

    private static IEnumerable<string> Included(XElement root, string item) =>
        root.Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private static string NameOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }
}
