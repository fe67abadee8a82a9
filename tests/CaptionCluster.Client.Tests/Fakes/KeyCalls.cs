using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>The calls about keys, as an administrator makes them.</summary>
internal static class KeyCalls
{
    public const string Admin = "the-admins-own-key";

    public static readonly (string Key, string Value) AdminSetting = ("CaptionCluster:AdminKey", Admin);

    /// <returns>The key, and what is listed of it.</returns>
    public static async Task<(string Text, string Id)> MakeKeyAsync(this HttpClient http, string json)
    {
        using var response = await http.SendAsync(Post(json));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, text);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var answer = JsonNode.Parse(text)!;
        return ((string)answer["key"]!, (string)answer["made"]!["id"]!);
    }

    public static async Task RevokeKeyAsync(this HttpClient http, string id)
    {
        using var response = await http.SendAsync(With(Admin, HttpMethod.Delete, "/v1/keys/" + id));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    public static HttpRequestMessage Post(string json)
    {
        var request = With(Admin, HttpMethod.Post, "/v1/keys");
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }

    public static HttpRequestMessage With(string? key, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Add("Authorization", "Bearer " + key);
        return request;
    }

    public static Task<HttpResponseMessage> GetAsync(this HttpClient http, string path, string key) =>
        http.SendAsync(With(key, HttpMethod.Get, path));
}
