namespace CaptionCluster.Architecture.Tests;

public sealed class ProjectFileTests
{
    [Fact]
    public void PackageReferences_OfEveryProject_LeaveVersionsToTheOneFile()
    {
        var versioned = SourceTree.Projects.SelectMany(project => project.Packages, (project, package) => (project, package))
            .Where(pair => pair.package.Attributes().Select(attribute => attribute.Name.LocalName)
                .Concat(pair.package.Elements().Select(element => element.Name.LocalName))
                .Any(name => name is "Version" or "VersionOverride"))
            .Select(pair => $"{pair.project}: {pair.package}");

        Assert.Empty(versioned);
    }

    [Fact]
    public void Projects_All_AreInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(Fixtures.Repository, "CaptionCluster.sln"));

        Assert.DoesNotContain(
            SourceTree.Projects, project => !solution.Contains(Path.GetFileName(project.FilePath), StringComparison.Ordinal));
    }
}
