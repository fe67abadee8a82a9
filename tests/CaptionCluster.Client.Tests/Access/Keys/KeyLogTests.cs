using System.Text;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static CaptionCluster.Client.Tests.Fakes.KeyCalls;

namespace CaptionCluster.Client.Tests.Access.Keys;

public sealed class KeyLogTests
{
    [Fact]
    public async Task Keys_MadeAndRevoked_AreLoggedWithWhoDidIt()
    {
        using var log = new LogBook(LogLevel.Information);
        await using var server = await CaptionServer.StartAsync(
            services => services.AddLogging(logging => logging.AddProvider(log)), AdminSetting);
        using var http = server.CreateHttpClient();

        var (lead, leadId) = await http.MakeKeyAsync("""{"name": "the lead", "scopes": ["admin"]}""");
        using var made = With(lead, HttpMethod.Post, "/v1/keys");
        made.Content = new StringContent("""{"name": "ci", "scopes": ["caption"]}""", Encoding.UTF8, "application/json");
        var answer = await http.SendAsync(made).JsonAsync();
        var id = (string)answer["made"]!["id"]!;
        using var revoked = await http.SendAsync(With(lead, HttpMethod.Delete, "/v1/keys/" + id));

        Assert.True(revoked.IsSuccessStatusCode);
        Assert.Equal(
            [
                $"Key {leadId} 'the lead' (admin) was made by the key in CaptionCluster:AdminKey",
                $"Key {id} 'ci' (caption) was made by key {leadId} 'the lead'",
                $"Key {id} was revoked by key {leadId} 'the lead'",
            ],
            log.Lines.Select(line => line.Split("KeyDesk: ")).Where(parts => parts.Length == 2).Select(parts => parts[1].Trim()));
        Assert.All(
            new[] { lead, Admin, (string)answer["key"]! },
            key => Assert.DoesNotContain(log.Lines, line => line.Contains(key, StringComparison.Ordinal)));
    }
}
