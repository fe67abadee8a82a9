using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Decoding;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Streaming;
using CaptionCluster.Client.Tests.Fakes;
using CaptionCluster.Client.Waiting;
using CaptionCluster.Hosting;
using CaptionCluster.Imaging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Tests.Captioning;

public sealed class CaptionServiceTests : IDisposable
{
    private readonly FakeImageGrain _grain = new();
    private readonly ServedModel _model = new(DogModel.Describe("default"));
    private readonly ImageReader _reader = new(Options.Create(new ImagingOptions()));
    private readonly DecodeThreads _threads;
    private CaptionService? _service;

    public CaptionServiceTests() =>
        _threads = new DecodeThreads(
            _reader,
            Options.Create(new IntakeOptions { DecodeThreads = 1 }),
            Options.Create(new DeadlineOptions()),
            TimeProvider.System
        );

    public void Dispose() => _threads.Dispose();

    [Fact]
    public async Task CaptionAsync_TicketExpires_AsksAgain()
    {
        var expired = 0;
        _grain.Provide = _ => expired++ == 0
            ? Task.FromException<CaptionReply>(new TicketExpiredException())
            : Task.FromResult(new CaptionReply(CaptionSource.Computed, SampleCaptions.Sample(), default, Stored: true));

        var outcome = await CaptionAsync(Pictures.Dog);

        Assert.Equal(CaptionSource.Computed, outcome.Source);
        Assert.Equal(2, _grain.Requests);
    }

    [Fact]
    public async Task CaptionAsync_GrainLeavesWhileItWaits_AsksAgain()
    {
        _grain.Request = request => request == 1
            ? throw new TicketExpiredException()
            : new CaptionReply(CaptionSource.Hit, SampleCaptions.Sample(), default, Stored: true);

        var outcome = await CaptionAsync(Pictures.Dog);

        Assert.Equal(CaptionSource.Hit, outcome.Source);
        Assert.Equal(2, _grain.Requests);
    }

    [Fact]
    public async Task CaptionAsync_PixelsLostWithASilo_GivesTheirTicketBackAndAsksAgain()
    {
        var connection = new ClusterConnection(isLocal: false);
        var (ticket, lost) = (Guid.NewGuid(), new TaskCompletionSource<CaptionReply>());
        _grain.Provide = _ =>
        {
            connection.Lost();
            return lost.Task;
        };
        _grain.Request = request =>
        {
            if (request == 1) return CaptionReply.NeedPixels(ticket);
            lost.SetCanceled();
            return new CaptionReply(CaptionSource.Hit, SampleCaptions.Sample(), default, Stored: true);
        };

        var outcome = await CaptionAsync(ServiceOver(connection), Pictures.Dog);

        Assert.Equal(CaptionSource.Hit, outcome.Source);
        Assert.Equal(ticket, _grain.Abandoned);
    }

    [Fact]
    public async Task CaptionAsync_TicketsAlwaysExpire_GivesUp()
    {
        _grain.Provide = _ => Task.FromException<CaptionReply>(new TicketExpiredException());

        await Assert.ThrowsAsync<TicketExpiredException>(() => CaptionAsync(Pictures.Dog));

        Assert.Equal(3, _grain.Requests);
    }

    [Fact]
    public async Task AskAsync_BytesAreBroughtAgain_TellsTheirWords()
    {
        var words = new LatestWords();
        _grain.Words = (_, _) => Task.FromResult(new WordsReply("a dog"));
        _grain.Provide = async _ =>
        {
            await Patience.For(words.Said);
            return new CaptionReply(CaptionSource.Computed, SampleCaptions.Sample(), default, Stored: true);
        };
        var digest = ImageDigest.Compute(Pictures.Dog);
        using var named = new Picture(digest, digest, bytes: null)
        {
            Again = _ => ValueTask.FromResult(new Picture(digest, digest, Pictures.Dog)),
        };
        var service = ServiceOver(new ClusterConnection(isLocal: true));

        await service.AskAsync(named, _model, _model.KeyFor(RequestOptions.Default), default, CancellationToken.None, words);

        Assert.Equal("a dog", words.Take());
    }

    /// <summary>The answer that has it is lost with the call.</summary>
    [Fact]
    public async Task AskAsync_LeavesBeforeItsTicketComes_GivesItBack()
    {
        using var leaving = new CancellationTokenSource();
        Guid? proposed = null;
        _grain.Request = _ =>
        {
            proposed = ProposedTicket.Current;
            leaving.Cancel();
            throw new OperationCanceledException(leaving.Token);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CaptionAsync(Pictures.Dog, leaving.Token));

        Assert.NotNull(proposed);
        Assert.Equal(proposed, _grain.Abandoned);
    }

    [Fact]
    public async Task AskAsync_LeavesBeforeItsPixelsAreSent_GivesTheTicketBack()
    {
        using var leaving = new CancellationTokenSource();
        Guid? held = null;
        _grain.Provide = ticket =>
        {
            held = ticket;
            leaving.Cancel();
            return Task.FromCanceled<CaptionReply>(leaving.Token);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CaptionAsync(Pictures.Dog, leaving.Token));

        Assert.Equal(held, _grain.Abandoned);
    }

    [Fact]
    public async Task CaptionAsync_NotAPicture_NeverReachesAGrain()
    {
        await Assert.ThrowsAsync<ImageRejectedException>(() => CaptionAsync([1, 2, 3]));

        Assert.Equal(0, _grain.Requests);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task CaptionAsync_Twice_KeepsOnlyWhatIsStored(bool stored, int requests)
    {
        _grain.Request = _ => new CaptionReply(CaptionSource.Hit, SampleCaptions.Sample(), default, stored);

        await CaptionAsync(Pictures.Dog);
        var outcome = await CaptionAsync(Pictures.Dog);

        Assert.Equal(requests, _grain.Requests);
        Assert.Equal(stored, outcome.Stored);
    }

    private Task<CaptionOutcome> CaptionAsync(byte[] picture, CancellationToken cancellationToken = default) =>
        CaptionAsync(_service ??= ServiceOver(new ClusterConnection(isLocal: true)), picture, cancellationToken);

    private async Task<CaptionOutcome> CaptionAsync(
        CaptionService service, byte[] picture, CancellationToken cancellationToken = default)
    {
        var (digest, key) = (ImageDigest.Compute(picture), _model.KeyFor(RequestOptions.Default));
        using var asked = new Picture(digest, digest, picture);
        return service.AtHand(asked, key) ?? await service.AskAsync(asked, _model, key, default, cancellationToken);
    }

    private CaptionService ServiceOver(ClusterConnection connection)
    {
        var cache = new EdgeCache(Options.Create(new EdgeCacheOptions()), connection, new ForgetfulStore(), TimeProvider.System);
        var calls = new HedgedCall(
            connection,
            new RetryBudget(Options.Create(new CallOptions()), TimeProvider.System, SampleMeters.Factory),
            Options.Create(new CallOptions()),
            TimeProvider.System
        );
        return new CaptionService(
            cache,
            _reader,
            new OneGrainFactory(_grain),
            new PixelProvider(_threads, TimeProvider.System),
            calls,
            new WordsFollower(TimeProvider.System, NullLogger<WordsFollower>.Instance)
        );
    }
}
