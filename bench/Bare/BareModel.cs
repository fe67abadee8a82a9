using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Families.Generation;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaptionCluster.Bench.Bare;

/// <summary>The bundled model's sessions, made as the server makes them.</summary>
internal sealed class BareModel : IDisposable
{
    public const int EncoderBatch = 16;
    public const int DecoderBatch = 32;

    private readonly SessionFactory _sessions = new(new DeviceOptions(), TimeProvider.System, NullLogger<SessionFactory>.Instance);

    public BareModel(string variant)
    {
        var folder = new ModelFolder(Path.Combine(Repository.Models, "default"));
        variant = Variant.Choose(folder, "encoder_model", variant, ExecutionProvider.Cpu, Int8Support.IsSafe);
        var generation = GenerationConfig.From(folder);
        (Tokens, Decoding) = (generation.Tokens(folder), generation.Decoding(folder, int.MaxValue));
        Processor = ImageProcessor.From(folder);
        Encoder = _sessions.Load(folder.Graph("encoder_model", variant));
        Decoder = _sessions.Load(folder.Graph("decoder_model", variant));
        Discriminator = _sessions.Load(folder.Graph("discriminator_model", variant));
    }

    public SpecialTokens Tokens { get; }

    public DecodingOptions Decoding { get; }

    public ImageProcessor Processor { get; }

    public Graph Encoder { get; }

    public Graph Decoder { get; }

    public Graph Discriminator { get; }

    /// <summary>Graphs that run at a time.</summary>
    public int Threads => _sessions.Threads.Count;

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
        Discriminator.Dispose();
        _sessions.Dispose();
    }
}
