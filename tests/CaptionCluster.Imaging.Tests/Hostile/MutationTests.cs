using System.Diagnostics;
using CaptionCluster.Imaging.Tests.Support;

namespace CaptionCluster.Imaging.Tests.Hostile;

/// <summary>Alone, because it measures the process's memory.</summary>
[CollectionDefinition(nameof(MutationTests), DisableParallelization = true)]
public sealed class MutationCollection;

/// <summary>Every good file, damaged in many ways from a fixed seed: a picture comes out, or the one exception that says why not.</summary>
[Collection(nameof(MutationTests))]
public sealed class MutationTests
{
    private const int MutationsPerFile = 100;
    private const long MaxMemory = 400L * 1024 * 1024;

    [Fact]
    public void Read_MutatedFiles_GivesPixelsOrARefusalInBoundedMemory()
    {
        var reader = Pictures.Reader(options => options.MaxPixels = 4_000_000);
        var random = new Random(20240607);
        var rgb = new byte[32 * 32 * 3];
        var processing = new ImageProcessing(32, 32, ResampleFilter.Bilinear);
        int read = 0, refused = 0;
        using var process = Process.GetCurrentProcess();
        long before = process.WorkingSet64;

        foreach (string file in Manifest.Load().Decode.Select(each => each.File))
        {
            var image = Manifest.Bytes(file);
            for (int i = 0; i < MutationsPerFile; i++)
            {
                try
                {
                    reader.Read(Mutate(image, random), processing, rgb);
                    read++;
                }
                catch (ImageRejectedException)
                {
                    refused++;
                }
            }
        }

        process.Refresh();
        Assert.InRange(process.WorkingSet64 - before, long.MinValue, MaxMemory);
        // Both happen often, so the damage is neither always fatal nor always harmless.
        Assert.InRange(read, MutationsPerFile, int.MaxValue);
        Assert.InRange(refused, MutationsPerFile, int.MaxValue);
    }

    private static byte[] Mutate(byte[] image, Random random)
    {
        byte[] mutated = [.. image];
        int at = random.Next(image.Length), length = random.Next(1, Math.Min(64, image.Length - at) + 1);
        switch (random.Next(5))
        {
            case 0: // Single bits anywhere.
                for (int i = random.Next(1, 9); i > 0; i--) mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
                return mutated;
            case 1: // Bytes of the header, where sizes and lengths stand.
                for (int i = random.Next(1, 5); i > 0; i--) mutated[random.Next(Math.Min(64, mutated.Length))] = (byte)random.Next(256);
                return mutated;
            case 2: // A run of noise or of extremes.
                if (random.Next(2) == 0) random.NextBytes(mutated.AsSpan(at, length));
                else mutated.AsSpan(at, length).Fill((byte)(random.Next(2) * 255));
                return mutated;
            case 3: // A hole.
                return [.. image[..at], .. image[(at + length)..]];
            default: // A stretch said twice.
                return [.. image[..(at + length)], .. image[at..]];
        }
    }
}
