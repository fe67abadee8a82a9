using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CaptionCluster.Client.Http;

/// <summary>Calls over HTTP, repeated where that helps.</summary>
internal sealed class Sender
{
    private readonly HttpClient _http;
    private readonly CaptionClientOptions _options;
    private readonly TimeProvider _time;
    private readonly string _address;

    public Sender(HttpClient http, CaptionClientOptions options, TimeProvider time)
    {
        (_http, _options, _time) = (http, options, time);
        _address = http.BaseAddress?.GetLeftPart(UriPartial.Path).TrimEnd('/')
            ?? throw new ArgumentException(
                "Set the HttpClient's BaseAddress to the service's address, as http://localhost:5000.", nameof(http));
        Retries = new Retries(options, time);
    }

    public CaptionClientOptions Options => _options;

    public Retries Retries { get; }

    /// <summary>The answer, read whole.</summary>
    /// <exception cref="CaptionException">None, after all attempts.</exception>
    public async Task<T> AskAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await AskIfAnyAsync(call, type, cancellationToken)
            ?? throw new CaptionConnectionException("The answer has no content: check what is in between.", isPassing: false);

    /// <summary>The same, null for 204.</summary>
    public Task<T?> AskIfAnyAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        Retries.RunAsync(
            call.WhyNotAgain,
            async () =>
            {
                using var response = await OpenOnceAsync(call, cancellationToken);
                return response.StatusCode == HttpStatusCode.NoContent ? null : await ReadAsync(response, type, cancellationToken);
            },
            cancellationToken);

    /// <summary>The answer as far as its headers; what comes then is its receiver's to read, and not repeated.</summary>
    public Task<HttpResponseMessage> OpenAsync(Call call, CancellationToken cancellationToken) =>
        Retries.RunAsync(call.WhyNotAgain, () => OpenOnceAsync(call, cancellationToken), cancellationToken);

    public async Task<HttpResponseMessage> OpenOnceAsync(Call call, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest(_address, _options.ApiKey);
        var response = await Lost.AsyncOf(
            () => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken), cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            throw await Lost.AsyncOf(() => ProblemReader.ReadAsync(response, _time, cancellationToken), cancellationToken);
        }
    }

    public static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw new CaptionConnectionException(
                "What came is no answer of CaptionCluster's: check the address, and what is in between. " + error.Message,
                error,
                isPassing: false);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var text = await Lost.AsyncOf(() => response.Content.ReadAsByteArrayAsync(cancellationToken), cancellationToken);
        return Parse(text, type);
    }
}
