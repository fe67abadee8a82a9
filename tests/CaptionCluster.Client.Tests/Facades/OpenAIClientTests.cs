using System.ClientModel;
using System.ClientModel.Primitives;
using CaptionCluster.Client.Tests.Fakes;
using OpenAI;
using OpenAI.Chat;

namespace CaptionCluster.Client.Tests.Facades;

/// <summary>OpenAI's own client for .NET, pointed here.</summary>
public sealed class OpenAIClientTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task CompleteChat_OnePicture_IsItsCaption()
    {
        ChatCompletion completion = await Chat().CompleteChatAsync([new SystemChatMessage("You describe pictures."), Picture()]);

        Assert.Equal("A dog runs.", completion.Content.Single().Text);
        Assert.Equal(ChatFinishReason.Stop, completion.FinishReason);
        Assert.Equal((0, 4, 4), (completion.Usage.InputTokenCount, completion.Usage.OutputTokenCount, completion.Usage.TotalTokenCount));
        Assert.Equal("default", completion.Model);
    }

    [Fact]
    public async Task CompleteChat_LimitAboveTheModels_IsTheSameCaption()
    {
        var picture = Picture();
        await Chat().CompleteChatAsync([picture]);
        using var counts = new RequestCounts(fixture.Server);
        var runs = fixture.Server.Model.Encodings;

        await Chat().CompleteChatAsync([picture],
            new ChatCompletionOptions { MaxOutputTokenCount = 300, Temperature = 0, EndUserId = "somebody" });

        Assert.Equal("ok=1", counts.Outcomes);
        Assert.Equal(runs, fixture.Server.Model.Encodings);
    }

    [Fact]
    public async Task CompleteChatStreaming_OnePicture_IsItsCaptionAndWhatItTook()
    {
        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in Chat().CompleteChatStreamingAsync([Picture()])) updates.Add(update);

        Assert.Equal(["A dog runs."], TextsOf(updates)); // With beams another sentence may lead until the end.
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(updates, update => update.FinishReason is not null).FinishReason);
        Assert.Equal(4, Assert.Single(updates, update => update.Usage is not null).Usage.OutputTokenCount);
    }

    [Fact]
    public async Task CompleteChatStreaming_Sampled_TellsWordsAsTheyAreDecided()
    {
        var model = fixture.Server.Model;
        model.Decode.Close();
        var updates = new List<StreamingChatCompletionUpdate>();
        await using var stream = Chat().CompleteChatStreamingAsync([Picture()], new ChatCompletionOptions { Temperature = 0.5f })
            .GetAsyncEnumerator();
        var first = NextAsync();
        await model.Decode.ArrivedAsync();

        await model.SayAsync("a dog");
        await first;
        Assert.Equal(["A"], TextsOf(updates));
        await model.SayAsync("a dog ru");
        await NextAsync();
        Assert.Equal(["A", " dog"], TextsOf(updates));
        model.Open();
        while (await stream.MoveNextAsync()) updates.Add(stream.Current);

        Assert.Equal(["A", " dog", " runs."], TextsOf(updates));
        Assert.Equal(ChatMessageRole.Assistant, updates[0].Role);
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(updates, update => update.FinishReason is not null).FinishReason);

        async Task NextAsync()
        {
            Assert.True(await Patience.For(stream.MoveNextAsync().AsTask()));
            updates.Add(stream.Current);
        }
    }

    [Fact]
    public async Task CompleteChat_WithATool_SaysThatThereAreNone()
    {
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("look") } };

        var error = await Assert.ThrowsAsync<ClientResultException>(async () => await Chat().CompleteChatAsync([Picture()], options));

        Assert.Equal(400, error.Status);
        Assert.Contains("'tools' is not done here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompleteChat_OfAModelThatIsNotServed_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<ClientResultException>(async () => await Chat("gpt-4o-mini").CompleteChatAsync([Picture()]));

        Assert.Equal(404, error.Status);
        Assert.Contains("model_not_found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetModels_ListsThoseThatAreServed()
    {
        var models = Client().GetOpenAIModelClient();

        var listed = await models.GetModelsAsync();
        var one = await models.GetModelAsync("default");

        Assert.Equal("default", Assert.Single(listed.Value).Id);
        Assert.Equal("captioncluster", one.Value.OwnedBy);
    }

    private static IEnumerable<string> TextsOf(IEnumerable<StreamingChatCompletionUpdate> updates) =>
        updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text);

    private ChatClient Chat(string model = "default") => Client().GetChatClient(model);

    private OpenAIClient Client() => new(
        new ApiKeyCredential("any"),
        new OpenAIClientOptions
        {
            Endpoint = new Uri(fixture.Server.Address, "/openai/v1"),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        });

    private static UserChatMessage Picture() => new(
        ChatMessageContentPart.CreateTextPart("What is in this picture?"),
        ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(Pictures.New()), "image/jpeg", ChatImageDetailLevel.Low));
}
