using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests;

/// <summary>A picture of which the model makes no numbers fails alone; those beside it get what they get alone.</summary>
public sealed class NotNumbersTests
{
    public static TheoryData<string, float> Models => new()
    {
        { Fixtures.Model, float.NaN }, { Fixtures.Model, float.PositiveInfinity }, { Fixtures.Local("tiny-vit-gpt2"), float.NaN },
        { Fixtures.Local("tiny-vit-gpt2"), float.NegativeInfinity }, { Fixtures.Local("tiny-florence2"), float.NaN },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public async Task DecodeAsync_HiddenStatesAreNoNumbers_ThatPictureFailsAlone(string folder, float value)
    {
        using var model = await TestModels.LoadAsync(folder, configure: options => options.Decoder.Workers = 1);
        var pixels = GoldenPixels.Of("photos/free/chelsea.png", model.Description.Processing);
        var alone = await model.CaptionAsync(pixels);
        var encoded = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => model.EncodeAsync(pixels, default)));
        for (var i = 1; i < encoded.Length; i += 3) encoded[i] = Spoiled(encoded[i], value);

        var decoding = encoded.Select(image => model.DecodeAsync(image, model.Description.Decoding, default)).ToArray();

        for (var i = 0; i < decoding.Length; i++)
        {
            if (i % 3 == 1)
            {
                Assert.Contains(
                    "NaN or infinity",
                    (await Assert.ThrowsAsync<InferenceFailedException>(() => decoding[i])).Message,
                    StringComparison.Ordinal
                );
            }
            else
            {
                AssertSame(alone, await decoding[i]);
            }
        }

        AssertSame(alone, await model.CaptionAsync(pixels));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task DecodeAsync_HiddenStatesAreNoNumbers_WhateverTheSearch(int beams)
    {
        using var model = await TestModels.LoadAsync(Fixtures.Local("tiny-vit-gpt2"));
        var encoded = Spoiled(
            await model.EncodeAsync(GoldenPixels.Of("photos/free/chelsea.png", model.Description.Processing), default),
            float.NaN
        );

        await Assert.ThrowsAsync<InferenceFailedException>(() =>
            model.DecodeAsync(encoded, model.Description.Decoding with { NumBeams = beams, DoSample = beams == 1 }, default)
        );
    }

    private static void AssertSame(Caption expected, Caption actual)
    {
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Score, actual.Score, 1e-4);
        Assert.True(actual.IsSound);
    }

    private static EncodedImage Spoiled(EncodedImage image, float value) => image with
    {
        Tensors = [.. image.Tensors.Select(tensor =>
        {
            var values = tensor.Values.ToArray();
            Array.Fill(values, value, 0, values.Length / 2);
            return tensor with { Values = values };
        })],
    };
}
