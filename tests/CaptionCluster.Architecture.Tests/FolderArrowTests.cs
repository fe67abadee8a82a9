using System.Text.RegularExpressions;

namespace CaptionCluster.Architecture.Tests;

/// <summary>
/// Inside a project too dependencies point one way: its folders use each other in no circle. What lies in the project's root is seen by all
/// of them, and may see them all.
/// </summary>
public sealed class FolderArrowTests
{
    private static readonly string[] s_ofOneNamespace = ["Abstractions", "Client.Http", "Grains", "Grains.Tests", "Hosting"];

    public static TheoryData<string> Ordered => ["Client", "Imaging", "Inference"];

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Folders_OfAProject_UseEachOtherInNoCircle(string name)
    {
        var arrows = FolderArrows.Of(SourceTree.House.Single(project => project.Name == name));

        Assert.NotEmpty(arrows);
        Assert.Null(FolderArrows.Circle(arrows));
    }

    /// <summary>
    /// Those of a project that others name its types by are one: the types keep their names, and so what was serialised or configured by
    /// them its meaning, when their files move.
    /// </summary>
    [Fact]
    public void Namespaces_OfAProject_AreItsFoldersOrOne()
    {
        var named = SourceTree.Projects.ToLookup(project => s_ofOneNamespace.Contains(project.Name));

        Assert.All(named[false].SelectMany(FolderArrows.Sources), source => Assert.Equal(source.Folder, source.Namespace));
        Assert.All(named[true], project => Assert.Single(FolderArrows.Sources(project).Select(source => source.Namespace).Distinct()));
    }

    [Theory]
    [InlineData("A>B B>C", null)]
    [InlineData("A>B B>C C>A", "A > B > C > A")]
    [InlineData("A>B B>C C>B", "B > C > B")]
    public void Circle_OfArrows_IsNamed(string arrows, string? expected)
    {
        var pairs = arrows.Split(' ').Select(arrow => arrow.Split('>')).ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        Assert.Equal(expected, FolderArrows.Circle(pairs));
    }
}

/// <summary>Which of a project's top folders uses which, as the source names them.</summary>
internal static class FolderArrows
{
    /// <summary>Every source file with its folder and its namespace, both as seen from the project's.</summary>
    public static IEnumerable<(string Folder, string Namespace, string Text)> Sources(ProjectFile project)
    {
        var root = Path.GetDirectoryName(project.FilePath)!;
        foreach (var path in SourceTree.Files("*.cs", Path.GetRelativePath(CaptionCluster.Testing.Fixtures.Repository, root)))
        {
            var text = File.ReadAllText(path);
            var named = Regex
                .Match(text, @"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
                .Groups["name"]
                .Value;
            var folder = Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace(Path.DirectorySeparatorChar, '.');
            if (named.Length > 0) yield return (folder == "." ? "" : folder, Below(project, named), text);
        }
    }

    public static ILookup<string, string> Of(ProjectFile project)
    {
        var named = new Regex(Regex.Escape(RootOf(project)) + @"\.(?<folder>\w+)", RegexOptions.ExplicitCapture);
        return Sources(project)
            .SelectMany(source =>
                named.Matches(source.Text).Select(match => (From: source.Folder.Split('.')[0], To: match.Groups["folder"].Value))
            )
            .Where(arrow => arrow.From.Length > 0 && arrow.From != arrow.To)
            .Distinct()
            .ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
    }

    /// <summary>A way that comes back to where it began; null when there is none.</summary>
    public static string? Circle(ILookup<string, string> arrows)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        return arrows.Select(from => Search(from.Key, [])).FirstOrDefault(circle => circle is not null);

        string? Search(string folder, List<string> way)
        {
            if (way.IndexOf(folder) is >= 0 and var begin) return string.Join(" > ", way[begin..].Append(folder));
            if (done.Contains(folder)) return null;
            way.Add(folder);
            var circle = arrows[folder].Select(next => Search(next, way)).FirstOrDefault(found => found is not null);
            way.RemoveAt(way.Count - 1);
            done.Add(folder);
            return circle;
        }
    }

    private static string RootOf(ProjectFile project) => "CaptionCluster." + project.Name;

    private static string Below(ProjectFile project, string named) =>
        named.StartsWith(RootOf(project) + ".", StringComparison.Ordinal) ? named[(RootOf(project).Length + 1)..]
        : named == RootOf(project) ? ""
        : named;
}
