namespace CaptionCluster.Client.Tests.Operations.Settings;

/// <summary>docs/settings.md says what the options classes say. <c>CAPTIONCLUSTER_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class SettingsTableTests
{
    private const string Head = "| setting | default | |";

    private static readonly string s_path = Path.Combine(Fixtures.Repository, "docs", "settings.md");

    [Fact]
    public void Table_IsWhatTheClassesSay()
    {
        var text = File.ReadAllText(s_path);
        var start = text.IndexOf(Head, StringComparison.Ordinal);
        var table = string.Join('\n', [Head, "|---|---|---|", .. SettingsTable.Rows]) + '\n';
        if (Environment.GetEnvironmentVariable("CAPTIONCLUSTER_WRITE_DOCS") is { Length: > 0 })
        {
            File.WriteAllText(s_path, text[..start] + table);
        }

        Assert.Equal(table, File.ReadAllText(s_path)[start..]);
    }

    [Fact]
    public void Classes_ThatCheckWhatIsSet_HaveASection() =>
        Assert.Empty(SettingsTable.AllClasses.Except(SettingsTable.Classes).Select(type => type.FullName));
}
