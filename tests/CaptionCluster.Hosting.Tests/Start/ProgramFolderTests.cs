namespace CaptionCluster.Hosting.Tests.Start;

public sealed class ProgramFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ContentRoot_BuiltFromSource_IsTheProjectsFolder()
    {
        var output = Directory.CreateDirectory(_folder.At("client", "bin", "Debug", "net10.0")).FullName;
        File.WriteAllText(_folder.At("client", "Program.csproj"), "");

        Assert.Equal(_folder.At("client"), ProgramFolder.ContentRoot("Program.csproj", output));
    }

    [Fact]
    public void ContentRoot_Published_IsWhereTheProgramLies() =>
        Assert.Equal(_folder.Path, ProgramFolder.ContentRoot("Program.csproj", _folder.Path));

    [Fact]
    public void ContentRoot_NamedByAnArgument_IsLeftToIt() =>
        Assert.Null(ProgramFolder.ContentRoot(typeof(ProgramFolderTests).Assembly, ["--contentRoot", _folder.Path]));

    [Fact]
    public void ContentRoot_NotNamed_IsFoundFromTheProgram() =>
        Assert.EndsWith(
            "CaptionCluster.Hosting.Tests",
            ProgramFolder.ContentRoot(typeof(ProgramFolderTests).Assembly, ["--urls", "x"]),
            StringComparison.Ordinal
        );
}
