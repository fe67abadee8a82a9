using System.Net;
using CaptionCluster.Client.Tests.Fakes;
using static CaptionCluster.Client.Tests.Fakes.KeyCalls;

namespace CaptionCluster.Client.Tests.Access.Keys;

/// <summary>Two fronts on one store.</summary>
public sealed class TwoFrontTests
{
    [Fact]
    public async Task Key_MadeAndRevokedAtOneFront_OpensAndIsRefusedAtTheOther()
    {
        await using var first = await CaptionServer.StartAsync(AdminSetting);
        await using var second = await CaptionServer.StartAsync(AdminSetting, ("CaptionCluster:DataFolder", first.DataFolder));
        using var here = first.CreateHttpClient();
        using var there = second.CreateHttpClient();

        var (text, id) = await here.MakeKeyAsync("""{"name": "shared"}""");
        await StatusAsync(there, text, HttpStatusCode.OK);
        await here.RevokeKeyAsync(id);

        await StatusAsync(there, text, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Start_OffLoopbackWithAStoredKey_Runs()
    {
        await using var first = await CaptionServer.StartAsync();
        using var http = first.CreateHttpClient();
        await http.MakeKeyAsync("""{"name": "the only one"}""");

        await using var open = await CaptionServer.StartAsync(IPAddress.Any, ("CaptionCluster:DataFolder", first.DataFolder));

        Assert.NotEqual(0, open.Address.Port);
    }

    private static Task StatusAsync(HttpClient http, string key, HttpStatusCode status) => Patience.UntilAsync(
        $"the other front says {status}",
        async () =>
        {
            using var answer = await http.GetAsync("/v1/models", key);
            return answer.StatusCode == status;
        });
}
