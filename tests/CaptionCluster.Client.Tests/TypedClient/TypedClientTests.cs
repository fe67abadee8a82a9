using CaptionCluster.Client.Http;
using CaptionCluster.Client.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Client.Tests.TypedClient;

/// <summary>The client's package against a running server.</summary>
[Collection(KeyedServer.Name)]
public sealed class TypedClientTests(KeyedServer keyed) : IDisposable
{
    private readonly CountingHandler _requests = new();
    private readonly byte[] _bytes = Pictures.New();

    public void Dispose() => _requests.Dispose();

    [Fact]
    public async Task Caption_EverythingIncluded_HasEverything()
    {
        var options = new CaptionOptions
        {
            Include = CaptionInclude.Attention | CaptionInclude.Timing | CaptionInclude.Alternatives,
            Decoding = new() { NumBeams = 2, LengthPenalty = 0.5 },
            AltText = new() { MinQuality = 0.5 },
            Wait = TimeSpan.FromSeconds(60),
        };

        var caption = await Client().CaptionAsync(Picture.FromBytes(_bytes), options);

        Assert.Equal(("A dog runs.", "A dog runs", CaptionSources.Computed), (caption.Text, caption.AltText, caption.Source));
        Assert.Equal((0.75, 0.4, false, "low-quality"), (caption.Adequacy, caption.Quality, caption.Publishable, caption.Reason?.Code));
        Assert.Equal((ImageDigest.Compute(_bytes).ToString(), "jpeg"), (caption.Image.Sha256, caption.Image.Format));
        Assert.Equal(4, caption.Tokens![0].Attention!.Count);
        Assert.True(caption.Timing!.TotalMs > 0);
        Assert.Equal("A cat runs.", Assert.Single(caption.Alternatives!).Caption);
        Assert.Equal((2, 0.5), (keyed.Server.Model.LastDecoding!.NumBeams, keyed.Server.Model.LastDecoding.LengthPenalty));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("seekable")]
    [InlineData("once")]
    public async Task Caption_OfAFileOrStream_IsThatOfItsBytes(string kind)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.At("picture"), _bytes);
        await using var stream = new MemoryStream([0, .. _bytes]) { Position = 1 };
        await using var once = new OnceStream(_bytes);
        var picture = kind switch
        {
            "file" => Picture.FromFile(folder.At("picture")),
            "seekable" => Picture.FromStream(stream),
            _ => Picture.FromStream(once),
        };

        var caption = await Client(digestFirst: true).CaptionAsync(picture);

        Assert.Equal(ImageDigest.Compute(_bytes).ToString(), caption.Image.Sha256);
    }

    [Fact]
    public async Task Caption_DigestFirst_UploadsOnlyWhatIsNew()
    {
        var client = Client(digestFirst: true);
        var digest = ImageDigest.Compute(_bytes).ToString();
        Assert.Null(await client.FindAsync(digest));

        await client.CaptionAsync(Picture.FromBytes(_bytes));
        var known = await client.CaptionAsync(Picture.FromBytes(_bytes));
        var altText = await client.AltTextAsync(Picture.FromBytes(_bytes), new() { AltText = new() { MaxLength = 20 } });
        var found = await client.CaptionAsync(Picture.FromDigest(digest));

        Assert.Equal((CaptionSources.Hit, "A dog runs", known), (known.Source, altText.Text, found));
        var get = "GET /v1/captions/" + digest;
        Assert.Equal([get, get, "POST /v1/captions", get, "POST /v1/alt-text", get], _requests.Requests);
    }

    [Fact]
    public async Task AltText_OfAStreamThatCantSeek_IsUploaded()
    {
        await using var once = new OnceStream(_bytes);

        var altText = await Client(digestFirst: true).AltTextAsync(Picture.FromStream(once));

        Assert.Equal(("A dog runs", "A dog runs.", "alt=\"A dog runs\""), (altText.Text, altText.Caption, altText.AltAttribute));
    }

    [Fact]
    public async Task Stream_NewPicture_IsWordsThenTheCaption()
    {
        keyed.Server.Model.Decode.Close();
        await using var updates = Client().StreamAsync(Picture.FromBytes(_bytes)).GetAsyncEnumerator();
        var first = updates.MoveNextAsync();
        await keyed.Server.Model.Decode.ArrivedAsync();
        await keyed.Server.Model.SayAsync("a dog");
        Assert.True(await first);
        Assert.Equal(new CaptionUpdate("a dog", false, null), updates.Current);
        keyed.Server.Model.Open();

        Assert.True(await updates.MoveNextAsync());
        Assert.Equal(new CaptionUpdate("a dog runs", true, null), updates.Current);
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal(("a dog runs", "A dog runs."), (updates.Current.Words, updates.Current.Caption?.Text));
        Assert.False(await updates.MoveNextAsync());
    }

    [Fact]
    public async Task Batch_ManyPictures_EachHasItsAnswer()
    {
        var items = await Client().BatchAsync(PicturesAsync(40)).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 40), items.Select(item => item.Index).Order());
        Assert.All(items, item => Assert.Equal($"picture {item.Index}", item.Id));
        Assert.All(items, item => Assert.Equal(item.Index == 7 ? null : "A dog runs.", item.Result?.Text));
        Assert.Equal(ProblemCodes.UnsupportedFormat, items.Single(item => item.Index == 7).Error?.Code);
        Assert.All(_requests.Requests, request => Assert.Equal("POST /v1/captions/batch", request));
    }

    /// <summary>No picture waits until a request is full.</summary>
    [Fact]
    public async Task Batch_PicturesOneByOne_AreAnsweredBeforeTheNextIsThere()
    {
        var next = new SemaphoreSlim(1);
        var answers = 0;

        await foreach (var item in Client().BatchAsync(OneByOneAsync()))
        {
            Assert.Equal(answers++, item.Index);
            next.Release();
        }

        Assert.Equal(3, answers);

        async IAsyncEnumerable<NamedPicture> OneByOneAsync()
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.True(await next.WaitAsync(Patience.Limit));
                yield return new NamedPicture(Picture.FromBytes(Pictures.New()));
            }
        }
    }

    [Fact]
    public async Task Batch_ReaderLeaves_EndsTheSource()
    {
        var ended = false;

        await foreach (var item in Client().BatchAsync(EndlessAsync()))
        {
            Assert.NotNull(item.Result);
            break;
        }

        Assert.True(ended);

        async IAsyncEnumerable<NamedPicture> EndlessAsync()
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return new NamedPicture(Picture.FromBytes(_bytes));
                }
            }
            finally
            {
                ended = true;
            }
        }
    }

    [Fact]
    public async Task Batch_AFileThatIsNotThere_IsNamed()
    {
        var pictures = new[] { new NamedPicture(Picture.FromFile("/nowhere/at-all.jpg")) }.ToAsyncEnumerable();

        var error = await Assert.ThrowsAsync<CaptionPictureException>(() => Client().BatchAsync(pictures).ToListAsync().AsTask());

        Assert.Contains("'/nowhere/at-all.jpg' can't be read", error.Message, StringComparison.Ordinal);
        Assert.Single(_requests.Requests);
    }

    [Fact]
    public async Task Job_OfSomePictures_IsFollowedReadListedAndForgotten()
    {
        var client = Client();
        var pictures = await PicturesAsync(8).ToListAsync();
        var options = new JobOptions { IdempotencyKey = Guid.NewGuid().ToString(), Decoding = new() { NumBeams = 2 } };

        var job = await client.Jobs.CreateAsync(pictures, options);
        var again = await client.Jobs.CreateAsync(pictures, options);
        var events = await client.Jobs.FollowAsync(job.Id).ToListAsync();
        var rest = await client.Jobs.FollowAsync(job.Id, after: events[^2].EventId).ToListAsync();
        var ended = await client.Jobs.WaitAsync(job.Id);
        var results = await client.Jobs.GetResultsAsync(job.Id, new() { MaxLength = 20 }).ToListAsync();
        var listed = await client.Jobs.ListAsync(JobStates.Completed).FirstAsync(other => other.Id == job.Id);

        Assert.Equal(job.Id, again.Id);
        Assert.Equal(8, events.OfType<JobItemDecided>().Count(decided => decided.Items == 8));
        Assert.Equal(new JobEnded(rest[0].EventId, JobStates.Completed, new JobCounts(8, 7, 1, 0)), Assert.Single(rest));
        Assert.Equal((JobStates.Completed, 1.0), (ended.State, ended.Progress));
        Assert.Equal(8, results.Count);
        Assert.Equal(ProblemCodes.UnsupportedFormat, results.Single(item => item.Index == 7).Error?.Code);
        Assert.Equal(ended.Counts, listed.Counts);
        Assert.Null(await client.Jobs.DeleteAsync(job.Id));
        var error = await Assert.ThrowsAsync<CaptionProblemException>(() => client.Jobs.GetAsync(job.Id));
        Assert.Equal(ProblemCodes.JobNotFound, error.Code);
    }

    [Fact]
    public async Task Job_Deleted_IsCancelled()
    {
        keyed.Server.Model.Encode.Close();
        var client = Client();
        try
        {
            var job = await client.Jobs.CreateAsync([new NamedPicture(Picture.FromBytes(_bytes))]);

            Assert.Equal(JobStates.Cancelled, (await client.Jobs.DeleteAsync(job.Id))?.State);
            Assert.Equal(JobStates.Cancelled, (await client.Jobs.WaitAsync(job.Id)).State);
        }
        finally
        {
            keyed.Server.Model.Open();
        }
    }

    [Fact]
    public async Task Caption_NoPicture_IsATypedProblem()
    {
        var error = await Assert.ThrowsAsync<CaptionProblemException>(
            () => Client().CaptionAsync(Picture.FromBytes("<html>"u8.ToArray())));

        Assert.Equal((415, ProblemCodes.UnsupportedFormat, 1), (error.Status, error.Code, error.Attempts));
        Assert.NotNull(error.TraceId);
        Assert.Contains(error.Detail, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caption_OptionThatMakesNoSense_IsNamed()
    {
        var error = await Assert.ThrowsAsync<CaptionProblemException>(
            () => Client().CaptionAsync(Picture.FromBytes(_bytes), new() { Decoding = new() { NumBeams = 99 } }));

        Assert.Equal((422, ProblemCodes.InvalidOption, "numBeams"), (error.Status, error.Code, error.Option));
    }

    [Fact]
    public async Task Caption_ByUrlWhereThatIsOff_IsATypedProblem()
    {
        var error = await Assert.ThrowsAsync<CaptionProblemException>(
            () => Client().CaptionAsync(Picture.FromUrl(new Uri("http://pictures.example/a.jpg"))));

        Assert.Equal((403, ProblemCodes.UrlsOff), (error.Status, error.Code));
    }

    [Fact]
    public async Task GetModels_TheServersModel_IsDescribed()
    {
        var model = Assert.Single(await Client().GetModelsAsync());

        Assert.Equal(("default", true, 3, 20), (model.Name, model.IsDefault, model.Decoding.NumBeams, model.Decoding.MaxNewTokensLimit));
        Assert.Equal((16, 2, "People like it."), (model.Input.Width, model.Attention?.Columns, model.Quality?.Event));
    }

    [Fact]
    public async Task Calls_WithoutTheKeyThatIsDemanded_AreRefused()
    {
        var error = await Assert.ThrowsAsync<CaptionProblemException>(() => Client(key: null).GetModelsAsync());

        Assert.Equal((401, ProblemCodes.KeyNeeded), (error.Status, error.Code));
    }

    [Fact]
    public async Task Client_OfAFactory_IsMadeWithItsOptions()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new CaptionClientOptions { ApiKey = KeyedServer.Key, DigestFirst = true });
        services.AddHttpClient<CaptionClient>(http => http.BaseAddress = keyed.Server.Address)
            .ConfigurePrimaryHttpMessageHandler(() => _requests);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<CaptionClient>().CaptionAsync(Picture.FromBytes(_bytes));

        Assert.Equal(2, _requests.Requests.Count);
    }

    private CaptionClient Client(bool digestFirst = false, string? key = KeyedServer.Key) =>
        new(
            new HttpClient(_requests, disposeHandler: false) { BaseAddress = keyed.Server.Address, Timeout = Patience.Limit },
            new CaptionClientOptions { ApiKey = key, DigestFirst = digestFirst });

    /// <summary>The eighth of them is none.</summary>
    private static async IAsyncEnumerable<NamedPicture> PicturesAsync(int count)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++) yield return new NamedPicture(Picture.FromBytes(i == 7 ? [1, 2] : Pictures.New()), $"picture {i}");
    }
}
