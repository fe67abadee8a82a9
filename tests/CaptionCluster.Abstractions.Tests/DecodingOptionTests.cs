using System.Globalization;
using System.Text.Json;

namespace CaptionCluster.Abstractions.Tests;

public sealed class DecodingOptionTests
{
    private static readonly ModelDescription s_model = new(
        new ModelId("default", "0a1b", "int8"), "family", "cpu", new ImageProcessing(2, 2, ResampleFilter.Bilinear), new DecodingOptions(),
        MaxNewTokensLimit: 40, HasAttention: false, HasAdequacy: false, AttentionColumns: 0, AttentionRows: 0);

    public static TheoryData<string> Names => [.. DecodingOption.All.Select(option => option.Name)];

    [Fact]
    public void All_Names_AreThePropertiesOfDecodingOptions() => Assert.Equal(
        typeof(DecodingOptions).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
        DecodingOption.All.Select(option => option.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void With_AnotherValue_IsGotAndChangesNothingElse(string name)
    {
        var option = Of(name);

        var changed = option.With(new DecodingOptions(), Another(option));

        Assert.Equal(Another(option), option.Get(changed));
        Assert.Equal(new DecodingOptions(), option.With(changed, option.Default));
        Assert.Equal(option.Type, option.Default.GetType());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ToKey_AnotherValue_IsAnotherKey(string name)
    {
        var (option, usual) = (Of(name), new DecodingOptions { DoSample = Of(name).IsOfSampling });

        Assert.NotEqual(usual.ToKey(), option.With(usual, Another(option)).ToKey());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_WhatIsSaid_IsTheValue(string name)
    {
        var option = Of(name);
        var options = option.With(new DecodingOptions(), Another(option));

        Assert.Equal(option.Get(options), option.Parse(Convert.ToString(option.Said(options), CultureInfo.InvariantCulture)!));
    }

    [Theory]
    [InlineData("numBeams", "3.0", 3)]
    [InlineData("numBeams", " 3e0 ", 3)]
    [InlineData("numBeams", "3.5", null)]
    [InlineData("numBeams", "3000000000", null)]
    [InlineData("numBeams", "3\0", null)]
    [InlineData("seed", "7", 7L)]
    [InlineData("topP", "0.5", 0.5)]
    [InlineData("topP", "NaN", null)]
    [InlineData("topP", "1e999", null)]
    [InlineData("rerank", "TRUE", true)]
    [InlineData("rerank", "yes", null)]
    [InlineData("earlyStopping", "Never", EarlyStopping.WhenImpossible)]
    [InlineData("earlyStopping", "WhenFull", null)]
    [InlineData("task", " <OCR> ", " <OCR> ")]
    public void Parse_AnyText_IsItsValueOrNone(string name, string text, object? value) => Assert.Equal(value, Of(name).Parse(text));

    [Theory]
    [InlineData("numBeams", 0, "'numBeams' must be from 1 to 10; it is 0.")]
    [InlineData("lengthPenalty", 5.5, "'lengthPenalty' must be from -5 to 5; it is 5.5.")]
    [InlineData("minNewTokens", 21, "'minNewTokens' must be from 0 to 20; it is 21.")]
    [InlineData("maxNewTokens", 41, "'maxNewTokens' must be from 1 to 40; it is 41.")]
    [InlineData("noRepeatNgramSize", 41, "'noRepeatNgramSize' must be from 0 to 40; it is 41.")]
    [InlineData("seed", -1, "'seed' must be from 0 to 2147483647; it is -1.")]
    public void Check_OutOfRange_SaysTheRange(string name, object value, string message)
    {
        var settled = Of(name).With(new DecodingOptions(), value);

        Assert.Equal(message, Assert.Throws<InvalidOptionException>(() => Of(name).Check(settled, s_model)).Message);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_TheDefault_Passes(string name) => Of(name).Check(new DecodingOptions(), s_model);

    private static DecodingOption Of(string name) => DecodingOption.All.Single(option => option.Name == name);

    private static object Another(DecodingOption option) => option.Default switch
    {
        int number => number + 1,
        long number => number + 1,
        double number => (number + 0.5) / 2,
        bool flag => !flag,
        string => "<OCR>",
        EarlyStopping => EarlyStopping.WhenUnlikely,
        var value => throw new ArgumentOutOfRangeException(nameof(option), value, "Say which other value it has."),
    };
}
