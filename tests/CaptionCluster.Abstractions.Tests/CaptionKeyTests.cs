using System.Security.Cryptography;
using System.Text;

namespace CaptionCluster.Abstractions.Tests;

/// <summary>Stored captions are found by these texts: none of them may ever change.</summary>
public sealed class CaptionKeyTests
{
    private static readonly ModelId s_model = new("default", "0a1b", "int8");

    public static TheoryData<DecodingOptions, string> Known => new()
    {
        { new(), "b1,l1,n0-20,r1,g0" },
        { new() { NumBeams = 3, LengthPenalty = 0.7, Rerank = true }, "b3,l0.7,n0-20,r1,g0,rerank" },
        { new() { MinNewTokens = 5, MaxNewTokens = 64, RepetitionPenalty = 1.25, NoRepeatNgramSize = 3 }, "b1,l1,n5-64,r1.25,g3" },
        { new() { NumBeams = 4, EarlyStopping = EarlyStopping.WhenUnlikely }, "b4,l1,n0-20,r1,g0,stop-WhenUnlikely" },
        {
            new() { NumBeams = 4, EarlyStopping = EarlyStopping.WhenImpossible, Rerank = true },
            "b4,l1,n0-20,r1,g0,rerank,stop-WhenImpossible"
        },
        { new() { DoSample = true }, "b1,l1,n0-20,r1,g0,t1,k0,p1,s0" },
        {
            new() { DoSample = true, Temperature = 0.65, TopK = 50, TopP = 0.9, Seed = 2_147_483_647 },
            "b1,l1,n0-20,r1,g0,t0.65,k50,p0.9,s2147483647"
        },
        { new() { Temperature = 0.65, TopK = 50, TopP = 0.9, Seed = 7 }, "b1,l1,n0-20,r1,g0" },
        { new() { Task = "<OCR>" }, "b1,l1,n0-20,r1,g0,<OCR>" },
        {
            new() { DoSample = true, Seed = 1, Task = "<CAPTION>", EarlyStopping = EarlyStopping.WhenUnlikely },
            "b1,l1,n0-20,r1,g0,stop-WhenUnlikely,t1,k0,p1,s1,<CAPTION>"
        },
        { new() { LengthPenalty = -0.30000000000000004, RepetitionPenalty = 1e-7 }, "b1,l-0.30000000000000004,n0-20,r1E-07,g0" },
        { new() { LengthPenalty = -0.0 }, "b1,l-0,n0-20,r1,g0" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void ToKey_KnownOptions_IsTheirText(DecodingOptions options, string text) => Assert.Equal(text, options.ToKey());

    [Fact]
    public void ToKey_ThousandsOfCombinations_IsAsItWas()
    {
        var texts = string.Join('\n', Combinations().Select(options => options.ToKey()));

        Assert.Equal("7f918cac8656cbdb9af1fc7bc05e2009", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(texts)))[..32]);
    }

    [Fact]
    public void ToString_OfAKey_LeavesTheModelsNameOut() =>
        Assert.Equal("0a1b/int8/b1,l1,n0-20,r1,g0", new CaptionKey(s_model, new DecodingOptions()).ToString());

    [Fact]
    public void ToString_WithAnotherModelOrDecoding_IsItsOwn()
    {
        var key = new CaptionKey(s_model, new DecodingOptions());
        _ = key.ToString();

        Assert.Equal("0a1b/float32/b1,l1,n0-20,r1,g0", (key with { Model = s_model with { Variant = "float32" } }).ToString());
        Assert.Equal("0a1b/int8/b2,l1,n0-20,r1,g0", (key with { Decoding = new DecodingOptions { NumBeams = 2 } }).ToString());
    }

    [Fact]
    public void Equals_WhatMakesNoDifference_IsTheSameKey()
    {
        var key = new CaptionKey(s_model, new DecodingOptions());
        var same = key with { Decoding = new DecodingOptions { TopK = 50, Seed = 7 } };

        Assert.Equal(key, same);
        Assert.Equal(key.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(key, key with { Decoding = new DecodingOptions { TopK = 50, DoSample = true } });
    }

    [Fact]
    public void Equals_TheModelUnderAnotherName_IsTheSameButNotEqual()
    {
        var key = new CaptionKey(s_model, new DecodingOptions());
        var renamed = key with { Model = s_model with { Name = "other" } };

        Assert.Equal(key, renamed, CaptionKey.ByText);
        Assert.Contains(renamed, new HashSet<CaptionKey>(CaptionKey.ByText) { key });
        Assert.NotEqual(key, renamed);
    }

    private static IEnumerable<DecodingOptions> Combinations() =>
        from beams in (int[])[1, 3]
        from penalty in (double[])[1, -0.25, 2.0000000000000004]
        from shortest in (int[])[0, 4]
        from longest in (int[])[20, 256]
        from repetition in (double[])[1, 1.1, 1e21]
        from ngram in (int[])[0, 2]
        from rerank in (bool[])[false, true]
        from stopping in Enum.GetValues<EarlyStopping>()
        from draws in (bool[])[false, true]
        from drawing in ((double Temperature, int TopK, double TopP, long Seed)[])
            [(1, 0, 1, 0), (0.7, 40, 0.95, 12), (5, 1000, 0.01, long.MaxValue)]
        from task in (string[])["", "<OCR>", "<DETAILED_CAPTION>"]
        select new DecodingOptions
        {
            NumBeams = beams,
            LengthPenalty = penalty,
            MinNewTokens = shortest,
            MaxNewTokens = longest,
            RepetitionPenalty = repetition,
            NoRepeatNgramSize = ngram,
            Rerank = rerank,
            EarlyStopping = stopping,
            DoSample = draws,
            Temperature = drawing.Temperature,
            TopK = drawing.TopK,
            TopP = drawing.TopP,
            Seed = drawing.Seed,
            Task = task,
        };
}
