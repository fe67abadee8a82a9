using CaptionCluster.Imaging.Tests.Support;
using SkiaSharp;

namespace CaptionCluster.Imaging.Tests.Pixels;

public sealed class PlainPicturesTests
{
    private static readonly ImageProcessing s_stretched = new(224, 224, ResampleFilter.Bilinear);
    private static readonly ImageProcessing s_cropped = s_stretched with { Resize = ImageResize.Shortest(256) };

    public static TheoryData<string> Photos =>
        [
            .. Directory
                .GetFiles(Fixtures.Local("photos"))
                .Concat(Fixtures.HasShared ? Shared("free").Concat(Shared("flickr8k")) : [])
                .Where(IsPicture),
        ];

    [Theory]
    [InlineData("white", SKEncodedImageFormat.Png)]
    [InlineData("white", SKEncodedImageFormat.Jpeg)]
    [InlineData("purple", SKEncodedImageFormat.Jpeg)]
    [InlineData("purple", SKEncodedImageFormat.Webp)]
    [InlineData("transparent", SKEncodedImageFormat.Png)]
    [InlineData("grain", SKEncodedImageFormat.Jpeg)]
    [InlineData("gradient", SKEncodedImageFormat.Png)]
    [InlineData("gradient", SKEncodedImageFormat.Jpeg)]
    [InlineData("three colours", SKEncodedImageFormat.Png)]
    [InlineData("radial", SKEncodedImageFormat.Png)]
    [InlineData("radial", SKEncodedImageFormat.Jpeg)]
    public void Read_NothingToSee_IsPlain(string kind, SKEncodedImageFormat format)
    {
        var picture = Draw(kind, format);

        Assert.Equal(ImageContent.Plain, Read(picture, s_stretched));
        Assert.Equal(ImageContent.Plain, Read(picture, s_cropped));
    }

    [Theory]
    [InlineData("line")]
    [InlineData("hairline frame")]
    [InlineData("logo")]
    [InlineData("night")]
    [InlineData("fog")]
    [InlineData("horizon")]
    [InlineData("small icon")]
    public void Read_LittleToSee_IsDetailed(string kind)
    {
        Assert.Equal(ImageContent.Detailed, Read(Draw(kind, SKEncodedImageFormat.Png), s_stretched));
        Assert.Equal(ImageContent.Detailed, Read(Draw(kind, SKEncodedImageFormat.Jpeg), s_stretched));
        Assert.Equal(ImageContent.Detailed, Read(Draw(kind, SKEncodedImageFormat.Png), s_cropped));
    }

    [Theory, MemberData(nameof(Photos))]
    public void Read_Photo_IsDetailed(string path) => Assert.Equal(ImageContent.Detailed, Read(File.ReadAllBytes(path), s_stretched));

    [Fact]
    public void Identify_Header_DoesNotSay() =>
        Assert.Equal(ImageContent.Unknown, Pictures.Reader().Identify(Draw("white", SKEncodedImageFormat.Png)).Content);

    private static ImageContent Read(byte[] picture, ImageProcessing processing) =>
        Pictures.Reader().Read(picture, processing, new byte[processing.Width * processing.Height * 3]).Content;

    private static IEnumerable<string> Shared(string folder) => Directory.GetFiles(Path.Combine(Fixtures.Shared, "photos", folder));

    private static bool IsPicture(string path) => Path.GetExtension(path) is ".jpg" or ".png";

    private static byte[] Draw(string kind, SKEncodedImageFormat format)
    {
        var (width, height) = kind == "small icon" ? (24, 24) : (320, 240);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap)) Draw(canvas, kind, width, height);
        using var data = bitmap.Encode(format, 80);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, string kind, int width, int height)
    {
        using var ink = new SKPaint
        {
            Color = SKColors.Black,
            StrokeWidth = 2,
            IsStroke = true,
            IsAntialias = true,
        };
        canvas.Clear(
            kind switch
            {
                "transparent" => SKColors.Transparent,
                "purple" => new SKColor(90, 20, 120),
                "night" => SKColors.Black,
                _ => SKColors.White,
            }
        );
        switch (kind)
        {
            case "grain":
                Noise(canvas, width, height, level: 200, spread: 3, grain: 1);
                break;
            case "gradient":
                Fill(
                    canvas,
                    SKShader.CreateLinearGradient(new(0, 0), new(width, height), [SKColors.Black, SKColors.White], SKShaderTileMode.Clamp)
                );
                break;
            case "three colours":
                Fill(
                    canvas,
                    SKShader.CreateLinearGradient(
                        new(0, 0),
                        new(width, 0),
                        [SKColors.DarkBlue, SKColors.Teal, SKColors.Gray],
                        SKShaderTileMode.Clamp
                    )
                );
                break;
            case "radial":
                Fill(
                    canvas,
                    SKShader.CreateRadialGradient(
                        new(width / 2f, height / 2f),
                        200,
                        [SKColors.White, SKColors.SteelBlue],
                        SKShaderTileMode.Clamp
                    )
                );
                break;
            case "line":
                canvas.DrawLine(20, 30, 280, 200, ink);
                break;
            case "hairline frame":
                ink.StrokeWidth = 1;
                canvas.DrawRect(10, 10, width - 20, height - 20, ink);
                break;
            case "logo":
                ink.IsStroke = false;
                ink.Color = new SKColor(220, 220, 235);
                canvas.DrawCircle(width / 2f, height / 2f, 40, ink);
                break;
            case "night":
                ink.IsStroke = false;
                ink.Color = new SKColor(200, 190, 120);
                canvas.DrawCircle(70, 60, 3, ink);
                canvas.DrawCircle(250, 90, 2, ink);
                break;
            case "fog":
                Noise(canvas, width, height, level: 200, spread: 12, grain: 16);
                break;
            case "horizon":
                ink.IsStroke = false;
                ink.Color = new SKColor(235, 235, 235);
                canvas.DrawRect(0, height / 2f, width, height / 2f, ink);
                break;
            case "small icon":
                canvas.DrawCircle(12, 12, 7, ink);
                break;
        }
    }

    private static void Fill(SKCanvas canvas, SKShader shader)
    {
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawPaint(paint);
        shader.Dispose();
    }

    private static void Noise(SKCanvas canvas, int width, int height, int level, int spread, int grain)
    {
        var chance = new Random(7);
        using var paint = new SKPaint();
        for (var y = 0; y < height; y += grain)
        {
            for (var x = 0; x < width; x += grain)
            {
                var grey = (byte)(level + chance.Next(-spread, spread + 1));
                paint.Color = new SKColor(grey, grey, grey);
                canvas.DrawRect(x, y, grain, grain, paint);
            }
        }
    }
}
