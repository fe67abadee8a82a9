using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Tests.Models;

namespace CaptionCluster.Inference.Tests.Preprocessing;

public sealed class ImageProcessorTests
{
    [Fact]
    public void From_OlderSpelling_HasTheDefaultsOfItsTime()
    {
        var processor = From(
            """{ "feature_extractor_type": "ViTFeatureExtractor", "do_resize": true, "do_normalize": true, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "resample": 2, "size": 224 }"""
        );

        Assert.Equal(new ImageProcessing(224, 224, ResampleFilter.Bilinear), processor.Geometry);
        Assert.Equal([-1f, 0.003921628f, 1f], Normalize(processor, 0, 128, 255), (left, right) => Math.Abs(left - right) < 1e-6);
    }

    [Fact]
    public void From_ShortestEdgeAndCrop_ResizesThenCuts()
    {
        var geometry = From(
            """{ "size": { "shortest_edge": 256 }, "crop_size": { "height": 224, "width": 192 }, "do_center_crop": true, "resample": 3 }"""
        ).Geometry;

        Assert.Equal(new ImageProcessing(192, 224, ResampleFilter.Bicubic) { Resize = ImageResize.Shortest(256) }, geometry);
    }

    [Fact]
    public void From_ClipWithOneNumber_IsTheShortestEdge()
    {
        var geometry = From(
            """{ "feature_extractor_type": "CLIPFeatureExtractor", "size": 224, "crop_size": 224, "do_center_crop": true }"""
        ).Geometry;

        Assert.Equal(ImageResize.Shortest(224), geometry.Resize);
    }

    [Fact]
    public void From_FlippedChannels_BlueComesFirst()
    {
        var processor = From("""{ "size": 1, "do_normalize": false, "do_rescale": false, "do_flip_channel_order": true }""");

        Assert.Equal([30f, 20, 10], Normalize(processor, 10, 20, 30));
    }

    /// <summary>Transformers 5 keeps the image processor there; where both are, that one counts.</summary>
    [Fact]
    public void From_ProcessorConfig_ImageProcessorInsideCounts()
    {
        const string Newer = """
            { "processor_class": "X", "image_processor": { "image_processor_type": "ViTImageProcessor", "do_resize": true, "do_center_crop": null, "crop_size": null,
              "size": { "height": 32, "width": 48, "shortest_edge": null, "longest_edge": null }, "resample": 3, "rescale_factor": 0.00392156862745098 } }
            """;
        using var alone = new JsonFolder(("processor_config.json", Newer));
        using var both = new JsonFolder(("processor_config.json", Newer), ("preprocessor_config.json", """{ "size": 224 }"""));

        Assert.Equal(new ImageProcessing(48, 32, ResampleFilter.Bicubic), ImageProcessor.From(alone.Folder).Geometry);
        Assert.Equal(new ImageProcessing(48, 32, ResampleFilter.Bicubic), ImageProcessor.From(both.Folder).Geometry);
    }

    /// <summary>Older folders have a processor_config.json too, that says nothing of pictures.</summary>
    [Fact]
    public void From_ProcessorConfigWithoutImageProcessor_OlderFileCounts()
    {
        using var folder = new JsonFolder(
            ("processor_config.json", """{ "processor_class": "X", "image_processor": null }"""),
            ("preprocessor_config.json", """{ "size": 32 }""")
        );

        Assert.Equal(new ImageProcessing(32, 32, ResampleFilter.Bilinear), ImageProcessor.From(folder.Folder).Geometry);
    }

    [Theory]
    [InlineData("""{ "image_processor": { "size": 0 } }""", "processor_config.json asks for a side of 0")]
    [InlineData("""{ "image_processor": { "size": { "height": null, "width": 7 } } }""", "processor_config.json gives no size")]
    [InlineData(
        """{ "feature_extractor": { "size": 7 } }""",
        "no preprocessor_config.json, and no processor_config.json with an image_processor"
    )]
    public void From_ProcessorConfigThatCannotBe_IsRefusedByName(string json, string because)
    {
        using var folder = new JsonFolder(("processor_config.json", json));

        Assert.Contains(
            because,
            Assert.Throws<ModelFolderException>(() => ImageProcessor.From(folder.Folder)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{ "do_resize": true }""", "no size")]
    [InlineData("""{ "size": 224, "rescale_factor": 1e40 }""", "rescale_factor")]
    [InlineData("""{ "size": 224, "rescale_factor": 1e999 }""", "rescale_factor")]
    [InlineData("""{ "size": 224, "image_std": [1e-40, 1, 1] }""", "image_std")]
    [InlineData("""{ "do_resize": false, "size": 224 }""", "does not resize")]
    [InlineData("""{ "size": { "shortest_edge": 224 } }""", "do_center_crop")]
    [InlineData("""{ "size": 0 }""", "side of 0")]
    [InlineData("""{ "size": 100000 }""", "side of 100000")]
    [InlineData("""{ "size": 224, "resample": 9 }""", "filter 9")]
    [InlineData("""{ "size": 224, "image_std": [1, 1, 0] }""", "image_std")]
    [InlineData("""{ "size": 224, "image_mean": [1] }""", "image_mean")]
    public void From_WhatCannotBe_IsRefusedWithReason(string json, string because) =>
        Assert.Contains(because, Assert.Throws<ModelFolderException>(() => From(json)).Message, StringComparison.Ordinal);

    private static ImageProcessor From(string json)
    {
        using var folder = new JsonFolder(("preprocessor_config.json", json));
        return ImageProcessor.From(folder.Folder);
    }

    /// <summary>The planes' values for a picture of one colour.</summary>
    private static float[] Normalize(ImageProcessor processor, byte red, byte green, byte blue)
    {
        var (width, height) = (processor.Geometry.Width, processor.Geometry.Height);
        var rgb = Enumerable.Repeat((byte[])[red, green, blue], width * height).SelectMany(pixel => pixel).ToArray();
        var planes = new float[rgb.Length];
        processor.Normalize(new ImagePixels(new ImageInfo(1, 1, ImageFormat.Png), width, height, rgb), planes);
        return [planes[0], planes[width * height], planes[2 * width * height]];
    }
}
