using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CaptionCluster.Acceptance.Tests.Support;

internal static class CaptionCalls
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Asks for a picture's caption, whatever comes of it.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient http,
        byte[] picture,
        string query = "",
        CancellationToken cancellationToken = default
    )
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new("application/octet-stream");
        return http.PostAsync("/v1/captions" + query, content, cancellationToken);
    }

    /// <summary>Asks for a picture's caption, which must come.</summary>
    public static Task<Answer> CaptionAsync(
        this HttpClient http,
        byte[] picture,
        string query = "",
        CancellationToken cancellationToken = default
    ) => http.SendAsync(picture, query, cancellationToken).AnswerAsync();

    public static async Task<Answer> AnswerAsync(this Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            Assert.Fail($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        return (await response.Content.ReadFromJsonAsync<Answer>(s_json))!;
    }

    public static async Task<Problem> ProblemAsync(this Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync<Problem>(s_json))!;
        Assert.Equal((int)response.StatusCode, problem.Status);
        return problem;
    }
}

internal sealed record Answer(
    string Caption,
    string AltText,
    bool Decorative,
    double Confidence,
    double Adequacy,
    double? Quality,
    string Source,
    bool Stored,
    AnswerImage Image,
    AnswerToken[]? Tokens,
    AnswerTiming? Timing
)
{
    /// <summary>The sentence before it was dressed; needs <c>include=tokens</c>.</summary>
    public string Words => string.Join(' ', Tokens!.Select(token => token.Text).Where(text => text.Length > 0));
}

internal sealed record AnswerImage(string Sha256);

internal sealed record AnswerTiming(int DecodeBatch);

internal sealed record AnswerToken(string Text, double LogProbability);

internal sealed record Problem(string Type, int Status, string Detail);
