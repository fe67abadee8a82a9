namespace CaptionCluster.Client.Http;

/// <summary>A request, as often as it is made.</summary>
/// <param name="Path">Behind the service's address, with its query.</param>
internal sealed record Call(HttpMethod Method, string Path)
{
    private const string OnceOnly = "It was not repeated: ";

    /// <summary>The body, anew for each attempt.</summary>
    public Func<HttpContent>? Content { get; init; }

    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>Whether doing it twice does something else than doing it once.</summary>
    public bool OnlyOnce { get; init; }

    public string Accept { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static Call Get(string path) => new(HttpMethod.Get, path);

    public static Call Post(string path, Picture picture, CaptionOptions? options) =>
        new(HttpMethod.Post, path + OptionQuery.Of(options))
        {
            Content = picture.ToContent,
            Pictures = [picture],
            Headers = options?.Wait is { } wait ? [("Prefer", $"wait={(int)Math.Ceiling(wait.TotalSeconds)}")] : [],
        };

    /// <summary>Null when it can be repeated.</summary>
    public string? WhyNotAgain(CaptionException error) =>
        Pictures.Any(picture => !picture.CanBeSentAgain)
            ? OnceOnly + "a picture's stream can't seek, and is read. Give bytes, a file or a stream that can seek."
        : OnlyOnce && error.MayBeDone ? OnceOnly + "the service may have done it already. Look at how things stand first."
        : null;

    public HttpRequestMessage ToRequest(string address, string? apiKey)
    {
        var request = new HttpRequestMessage(Method, address + Path) { Content = Content?.Invoke() };
        request.Headers.Add("Accept", Accept);
        if (apiKey is not null) request.Headers.Authorization = new("Bearer", apiKey);
        foreach (var (name, value) in Headers) request.Headers.Add(name, value);
        return request;
    }
}
