using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Choices;

public sealed class OptionTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("?colour=red", "colour", "known are")]
    [InlineData("?numbeams=3", "numbeams", "known are")]
    [InlineData("?numBeams=0", "numBeams", "from 1 to 10")]
    [InlineData("?numBeams=11", "numBeams", "from 1 to 10")]
    [InlineData("?numBeams=three", "numBeams", "whole number")]
    [InlineData("?numBeams=", "numBeams", "whole number")]
    [InlineData("?numBeams=1%00", "numBeams", "whole number")]
    [InlineData("?numBeams=1.5", "numBeams", "whole number")]
    [InlineData("?lengthPenalty=1%00", "lengthPenalty", "a number")]
    [InlineData("?rerank=true%00", "rerank", "true or false")]
    [InlineData("?earlyStopping=never%00", "earlyStopping", "true, false or never")]
    [InlineData("?model=default%00", "model", "default")]
    [InlineData("?include=tokens%00", "include", "tokens, attention, timing and alternatives")]
    [InlineData(
        "?numBeams=%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0"
            + "%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95x%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0"
            + "%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95%F0%9F%90%95",
        "numBeams",
        "whole number"
    )]
    [InlineData("?numBeams=3&numBeams=3", "numBeams", "more than once")]
    [InlineData("?numBeams=99999999999", "numBeams", "whole number")]
    [InlineData("?lengthPenalty=NaN", "lengthPenalty", "a number")]
    [InlineData("?lengthPenalty=6", "lengthPenalty", "from -5 to 5")]
    [InlineData("?maxNewTokens=0", "maxNewTokens", "from 1 to 20")]
    [InlineData("?maxNewTokens=21", "maxNewTokens", "from 1 to 20")]
    [InlineData("?minNewTokens=-1", "minNewTokens", "from 0 to 20")]
    [InlineData("?minNewTokens=9&maxNewTokens=8", "minNewTokens", "from 0 to 8")]
    [InlineData("?repetitionPenalty=0", "repetitionPenalty", "from 0.1 to 10")]
    [InlineData("?noRepeatNgramSize=-1", "noRepeatNgramSize", "from 0 to 20")]
    [InlineData("?rerank=yes", "rerank", "true or false")]
    [InlineData("?rerank=true&numBeams=1", "rerank", "2 or more")]
    [InlineData("?earlyStopping=maybe", "earlyStopping", "true, false or never")]
    [InlineData("?doSample=true", "doSample", "'numBeams' of 1")]
    [InlineData("?temperature=1.5", "doSample", "need 'doSample'")]
    [InlineData("?numBeams=1&seed=4", "doSample", "need 'doSample'")]
    [InlineData("?doSample=true&numBeams=1&temperature=0", "temperature", "from 0.05 to 5")]
    [InlineData("?doSample=true&numBeams=1&topK=-1", "topK", "from 0 to 1000")]
    [InlineData("?doSample=true&numBeams=1&topP=1.1", "topP", "from 0.01 to 1")]
    [InlineData("?doSample=true&numBeams=1&seed=-1", "seed", "from 0 to")]
    [InlineData("?task=%3CCAPTION%3E", "task", "takes no 'task'")]
    [InlineData("?model=other", "model", "default")]
    [InlineData("?include=pixels", "include", "tokens, attention, timing and alternatives")]
    [InlineData("?include=", "include", "tokens, attention, timing and alternatives")]
    public async Task Post_OptionThatMakesNoSense_NamesItAndWhatIsAllowed(string query, string option, string allowed)
    {
        var problem = await fixture.Http.CaptionAsync(Pictures.Dog, query).ProblemAsync(422, "invalid-option");

        Assert.Equal(option, (string?)problem["option"]);
        Assert.Contains(allowed, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?numBeams=10&lengthPenalty=-5&minNewTokens=2&maxNewTokens=20&repetitionPenalty=1.2&noRepeatNgramSize=3&rerank=true")]
    [InlineData("?numBeams=1&rerank=false")]
    [InlineData("?maxNewTokens=1")]
    [InlineData("?earlyStopping=never")]
    [InlineData("?doSample=true&numBeams=1&temperature=0.7&topK=50&topP=0.9&seed=42")]
    [InlineData("?model=default&include=tokens&include=timing,alternatives")]
    public async Task Post_OptionsWithinLimits_AreTaken(string query) =>
        await fixture.Http.CaptionAsync(Pictures.New(), query).AnswerAsync();

    [Fact]
    public async Task Post_OtherDecoding_IsAnotherCaption()
    {
        var picture = Pictures.New();
        await fixture.Http.CaptionAsync(picture).AnswerAsync();

        var other = await fixture.Http.CaptionAsync(picture, "?numBeams=2").AnswerAsync();
        var spelledOut = await fixture.Http.CaptionAsync(picture, "?numBeams=3").AnswerAsync();

        Assert.Equal("computed", (string?)other["source"]);
        Assert.Equal("hit", (string?)spelledOut["source"]);
    }

    [Fact]
    public async Task Post_FormAndQueryGiveTheSameOption_IsRefused()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("2"), "numBeams" },
            { new ByteArrayContent(Pictures.Dog), "file", "a.jpg" },
        };

        await fixture.Http.PostAsync("/v1/captions?numBeams=2", form).ProblemAsync(422, "invalid-option");
    }

    [Fact]
    public async Task Post_IncludeAttention_GivesRoundedWeightsAWord()
    {
        var answer = await fixture.Http.CaptionAsync(Pictures.New(), "?include=attention").AnswerAsync();

        var token = answer["tokens"]![0]!;
        Assert.Equal("a", (string?)token["text"]);
        Assert.Equal(-0.25, (double?)token["logProbability"]);
        Assert.Equal([0.1234f, 0.25f, 0.25f, 0.3766f], token["attention"]!.AsArray().Select(weight => (float)weight!));
        Assert.Equal("", (string?)answer["tokens"]![3]!["text"]);
    }

    [Fact]
    public async Task Post_IncludeTiming_TellsWhereTimeWent()
    {
        var timing = (await fixture.Http.CaptionAsync(Pictures.New(), "?include=timing").AnswerAsync())["timing"]!;

        Assert.Equal(20, (double?)timing["decodeMs"]);
        Assert.Equal(8, (int?)timing["decodeBatch"]);
        Assert.InRange((double)timing["intakeMs"]!, 0.001, (double)timing["totalMs"]!);
    }
}
