// Captions of photos with the typed client: dotnet run --project samples/csharp [photo …]
// CAPTIONCLUSTER_URL is the service's address (http://localhost:5000), CAPTIONCLUSTER_KEY a key where it demands one.
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CaptionCluster.Client.Http;

var photos = args.Length > 0 ? args : [Fixture("chelsea.png"), Fixture("rocket.jpg")];
using var http = new HttpClient
{
    BaseAddress = new Uri(Environment.GetEnvironmentVariable("CAPTIONCLUSTER_URL") ?? "http://localhost:5000"),
};
var client = new CaptionClient(http, new CaptionClientOptions { ApiKey = Environment.GetEnvironmentVariable("CAPTIONCLUSTER_KEY") });
try
{
    var caption = await client.CaptionAsync(Picture.FromFile(photos[0]));
    Console.WriteLine($"caption: {caption.Text}");

    // A picture is known by the SHA-256 of its bytes: no upload, and null where nobody has sent it yet.
    var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(photos[0])));
    var known = await client.FindAsync(digest);
    Console.WriteLine($"by digest: {known?.Text} ({known?.Source})");

    var altText = await client.AltTextAsync(Picture.FromDigest(digest), new() { AltText = new() { MaxLength = 60 } });
    Console.WriteLine($"alt text: {altText.Text}");

    // Any number of them, from anywhere; here from files.
    NamedPicture[] many = [.. photos.Select(photo => new NamedPicture(Picture.FromFile(photo), Path.GetFileName(photo)))];
    await foreach (var item in client.BatchAsync(many.ToAsyncEnumerable())) Show("batch", item);

    // A job is stored when it is accepted, and done some time.
    var job = await client.Jobs.CreateAsync(many);
    job = await client.Jobs.WaitAsync(job.Id);
    Console.WriteLine($"job: {job.State}");
    await foreach (var item in client.Jobs.GetResultsAsync(job.Id)) Show("result", item);
    return 0;
}
catch (CaptionException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

static void Show(string name, CaptionItem item) => Console.WriteLine($"{name}: {item.Id}: {item.Result?.Text ?? item.Error?.Detail}");

static string Fixture(string name, [CallerFilePath] string here = "") =>
    Path.GetFullPath($"../../tests/fixtures/photos/{name}", Path.GetDirectoryName(here)!);
