using CaptionCluster.Imaging.Pixels;
using SkiaSharp;

namespace CaptionCluster.Imaging.Formats;

/// <summary>The one place where a codec touches pixels. No colour management, as the models were trained without it.</summary>
internal static unsafe class SkiaDecoder
{
    public static RgbaImage Decode(ReadOnlySpan<byte> image, in ImageHeader header, int wantedWidth, int wantedHeight)
    {
        fixed (byte* bytes = image)
        {
            using var data = SKData.Create((nint)bytes, image.Length);
            using var codec = SKCodec.Create(data)
                ?? throw Rejections.Broken($"The {Name(header)} decoder finds no picture in the bytes.");

            var info = codec.Info;
            if (info.Width != header.Width || info.Height != header.Height)
            {
                throw Rejections.Broken(
                    $"The {Name(header)} contradicts itself: {header.Width} x {header.Height} or {info.Width} x {info.Height} pixels."
                );
            }

            var divisor = PictureFormats.Of(header.Format).Divisor(header.Width, header.Height, wantedWidth, wantedHeight);
            return Decode(
                codec,
                header,
                divisor == 1 ? info.Size : codec.GetScaledDimensions(1f / divisor),
                isOpaque: info.AlphaType == SKAlphaType.Opaque
            );
        }
    }

    private static RgbaImage Decode(SKCodec codec, in ImageHeader header, SKSizeI size, bool isOpaque)
    {
        var decoded = new RgbaImage(size.Width, size.Height);
        try
        {
            // Unpremultiplied, because premultiplying loses what little colour a faint pixel has.
            var format = new SKImageInfo(
                size.Width,
                size.Height,
                SKColorType.Rgba8888,
                isOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul
            );
            Check(codec.GetPixels(format, (nint)decoded.Buffer.Pixels, decoded.Stride, SKCodecOptions.Default), header);
            if (!isOpaque) AlphaOverWhite.Apply(decoded.Buffer.Pixels, (long)size.Width * size.Height);
            return decoded;
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }

    /// <summary>Skia shows what it has of a cut picture; here that is no success.</summary>
    private static void Check(SKCodecResult result, in ImageHeader header)
    {
        if (result == SKCodecResult.Success) return;
        throw Rejections.Broken(result == SKCodecResult.IncompleteInput
            ? $"The {Name(header)}'s pixel data ends early."
            : $"The {Name(header)}'s pixel data is corrupt ({result}).");
    }

    private static string Name(in ImageHeader header) => PictureFormats.Of(header.Format).Name;
}
