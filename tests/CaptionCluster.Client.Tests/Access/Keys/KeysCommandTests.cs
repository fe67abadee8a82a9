using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Access.Keys;

public sealed class KeysCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("captioncluster-keys-").FullName;

    private string _remarks = "";

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Add_ThenListAndRevoke_DoesIt()
    {
        var (code, added) = await RunAsync(
            "keys", "add", "night build", "--scopes", "caption,metrics", "--tenant", "acme", "--expires", "90d", "--per-minute", "60"
        );
        Assert.Equal(0, code);
        var text = added.Trim();
        Assert.True(KeyText.IsWhole(text));
        var id = KeyText.IdOf(KeyHash.Of(text));
        Assert.Contains(id, _remarks, StringComparison.Ordinal);

        var (_, listed) = await RunAsync("keys", "list");
        var (revokedCode, _) = await RunAsync("keys", "revoke", id);
        var (_, later) = await RunAsync("keys", "list");

        Assert.Matches($"{id}  live +caption,metrics +tenant acme, expires 2.*night build", listed);
        Assert.DoesNotContain(text, listed, StringComparison.Ordinal);
        Assert.Equal(0, revokedCode);
        Assert.Contains("revoked", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_BesideARunningService_OpensIt()
    {
        await using var server = await CaptionServer.StartAsync(KeyCalls.AdminSetting, ("CaptionCluster:DataFolder", _data));
        using var http = server.CreateHttpClient();

        var (_, added) = await RunAsync("keys", "add", "late");

        var text = added.Trim();
        await Patience.UntilAsync("the key is known", async () =>
        {
            using var answer = await http.GetAsync("/v1/jobs", text);
            using var closed = await http.GetAsync("/v1/jobs");
            return answer.IsSuccessStatusCode && !closed.IsSuccessStatusCode;
        });
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("keys", "add")]
    [InlineData("keys", "make", "a")]
    [InlineData("keys", "add", "a", "--scopes")]
    [InlineData("keys", "add", "a", "--expires", "soon")]
    [InlineData("keys", "add", "a", "--at-once", "-1")]
    [InlineData("keys", "add", "a", "--colour", "red")]
    [InlineData("keys", "revoke")]
    public async Task Arguments_ThatMakeNoSense_AreAnsweredWithTheUsage(params string[] arguments)
    {
        var (code, text) = await RunAsync(arguments);

        Assert.Equal((2, ""), (code, text));
        Assert.Contains(KeysCommand.Usage, _remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_UnknownScope_SaysWhichThereAre()
    {
        var error = await Assert.ThrowsAsync<InvalidOptionException>(() => RunAsync("keys", "add", "a", "--scopes", "everything"));

        Assert.Contains("caption, jobs, admin, metrics", error.Message, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var (output, remarks) = (new StringWriter(), new StringWriter());
        var code = await KeysCommand.RunAsync([.. arguments, "--CaptionCluster:DataFolder=" + _data], output, remarks);
        _remarks = remarks.ToString();
        return (code, output.ToString());
    }
}
