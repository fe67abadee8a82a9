using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CaptionCluster.Client.Http;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>The client's package says all that docs/openapi.json says, but for what is left out here by name.</summary>
public sealed class ContractTests
{
    private static readonly JsonNode s_document =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Fixtures.Repository, "docs", "openapi.json")))!;

    private static readonly Dictionary<string, string> s_leftOut = new(StringComparer.Ordinal)
    {
        ["DELETE /v1/captions/{sha256}"] = "an administrator's",
        ["POST /v1/models/{name}/reload"] = "an administrator's",
        ["POST /v1/keys"] = "an administrator's",
        ["GET /v1/keys"] = "an administrator's",
        ["DELETE /v1/keys/{id}"] = "an administrator's",
        ["GET /v1/cluster"] = "an administrator's",
        ["GET /v1/traces"] = "an administrator's",
        ["GET /v1/traces/{id}"] = "an administrator's",
        ["GET /v1/corrections"] = "an administrator's",
        ["PUT /v1/captions/{sha256}/correction"] = "a page's",
        ["DELETE /v1/captions/{sha256}/correction"] = "a page's",
        ["POST /v1/session"] = "a page's",
        ["DELETE /v1/session"] = "a page's",
        ["GET /v1/jobs/{id}/results"] = "the pages of GET /v1/jobs/{id} have the same, and can be asked for again",
    };

    /// <summary>What the client makes of each part of an answer.</summary>
    private static readonly Dictionary<string, Type> s_answers = new(StringComparer.Ordinal)
    {
        ["AltTextAnswer"] = typeof(Http.AltText),
        ["AlternativeAnswer"] = typeof(Http.CaptionAlternative),
        ["CalibrationMeasurement"] = typeof(Http.CalibrationMeasurement),
        ["CaptionAnswer"] = typeof(Http.Caption),
        ["CountsAnswer"] = typeof(JobCounts),
        ["DecodingAnswer"] = typeof(ModelDecoding),
        ["GridAnswer"] = typeof(AttentionGrid),
        ["ImageAnswer"] = typeof(PictureInfo),
        ["InputAnswer"] = typeof(ModelInput),
        ["ItemAnswer"] = typeof(CaptionItem),
        ["ItemError"] = typeof(CaptionItemError),
        ["JobAnswer"] = typeof(Http.Job),
        ["JobListAnswer"] = typeof(JobPage),
        ["LinksAnswer"] = typeof(JobLinks),
        ["ModelAnswer"] = typeof(ModelReference),
        ["ModelsAnswer"] = typeof(ServedModels),
        ["Problem"] = typeof(ProblemData),
        ["QualityAnswer"] = typeof(ModelQuality),
        ["ServedModelAnswer"] = typeof(ServedModel),
        ["TimingAnswer"] = typeof(CaptionTiming),
        ["TokenAnswer"] = typeof(Http.CaptionToken),
        ["Verdict"] = typeof(Http.Verdict),
    };

    public static TheoryData<string> Schemas { get; } =
    [
        .. s_document["components"]!["schemas"]!.AsObject()
            .Select(schema => schema.Key)
            .Where(name => !Regex.IsMatch(name, "Key|Session|Correction|Cluster|Front|Silo|Load|History|Trace|Span|Batch")),
    ];

    [Fact]
    public async Task Calls_OfTheDocument_AreMadeOrLeftOutByName()
    {
        var documented = s_document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject(), (path, call) => $"{call.Key.ToUpperInvariant()} {path.Key}")
            .ToHashSet(StringComparer.Ordinal);
        using var handler = new RefusingHandler();
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://service.example/prefix/") };

        foreach (var call in CallsOf(new CaptionClient(http, new CaptionClientOptions { MaxAttempts = 1 })))
        {
            await Assert.ThrowsAsync<CaptionConnectionException>(call);
        }

        var made = handler.Requests.Select(request => documented.FirstOrDefault(call => Fits(call, request)) ?? request).ToHashSet();
        Assert.Equal(documented.Order(), made.Concat(s_leftOut.Keys).Order());
    }

    [Fact]
    public void Options_OfTheDocument_CanBeSaid()
    {
        var said = OptionQuery.Of(new CaptionOptions
        {
            Model = "a b",
            Decoding = new()
            {
                NumBeams = 1, LengthPenalty = 0.5, MinNewTokens = 1, MaxNewTokens = 2, RepetitionPenalty = 1, NoRepeatNgramSize = 2,
                Rerank = true, EarlyStopping = "never", DoSample = true, Temperature = 1, TopK = 1, TopP = 1, Seed = 1, Task = "<CAPTION>",
            },
            AltText = new() { MaxLength = 20, GenderNeutral = true, MinQuality = 0.5 },
            Include = CaptionInclude.Tokens | CaptionInclude.Timing,
        });
        var documented = s_document["paths"]!["/v1/captions"]!["post"]!["parameters"]!.AsArray()
            .Where(parameter => (string?)parameter!["in"] == "query")
            .Select(parameter => (string)parameter!["name"]!);

        Assert.Equal(documented.Order(), said[1..].Split('&').Select(pair => pair.Split('=')[0]).Order());
        Assert.Contains("model=a%20b&", said, StringComparison.Ordinal);
        Assert.Contains("&include=tokens%2Ctiming", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Answers_OfTheDocument_AreReadWhole(string schema)
    {
        var documented = s_document["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(property => property.Key);

        var read = ClientJson.Default.GetTypeInfo(s_answers[schema])!.Properties
            .Where(property => property.Set is not null || property.AssociatedParameter is not null)
            .Select(property => property.Name);

        Assert.Equal(documented.Order(), read.Order());
    }

    [Fact]
    public void ProblemCodes_OfTheServer_AreAllConstants() =>
        Assert.Equal(
            ProblemTypes.All.Select(problem => problem.Code).Distinct().Order(StringComparer.Ordinal),
            typeof(ProblemCodes).GetFields().Select(code => (string)code.GetRawConstantValue()!).Order(StringComparer.Ordinal));

    private static IEnumerable<Func<Task>> CallsOf(CaptionClient client)
    {
        var picture = Picture.FromBytes(new byte[1]);
        var pictures = new[] { new NamedPicture(picture) };
        return
        [
            () => client.CaptionAsync(picture),
            () => client.FindAsync("0123"),
            () => client.AltTextAsync(picture),
            () => client.StreamAsync(picture).FirstAsync().AsTask(),
            () => client.BatchAsync(pictures.ToAsyncEnumerable()).FirstAsync().AsTask(),
            () => client.GetModelsAsync(),
            () => client.Jobs.CreateAsync(pictures),
            () => client.Jobs.GetAsync("one"),
            () => client.Jobs.ListAsync().FirstAsync().AsTask(),
            () => client.Jobs.FollowAsync("one").FirstAsync().AsTask(),
            () => client.Jobs.GetResultsAsync("one").FirstAsync().AsTask(),
            () => client.Jobs.DeleteAsync("one"),
        ];
    }

    private static bool Fits(string documented, string request) =>
        Regex.IsMatch(request, "^" + Regex.Replace(documented, @"\{\w+\}", "[^/]+") + "$");

    private sealed class RefusingHandler : HttpMessageHandler
    {
        private const string Prefix = "/prefix";

        public List<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath[Prefix.Length..]}");
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody there.");
        }
    }
}
