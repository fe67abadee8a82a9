using CaptionCluster.Imaging;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Families.ShowAttendTell;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Bench.Bare;

/// <summary>
/// The same pictures through the same imaging code and the same graphs in full batches, one stage after the other: no HTTP, no grains,
/// no store, no queues.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly ImageReader _reader = new(Options.Create(new ImagingOptions()));
    private readonly ImageProcessor _processor;
    private readonly SpecialTokens _tokens;
    private readonly DecodingOptions _decoding;
    private readonly Graph _encoderGraph;
    private readonly TensorBuffer<float> _pixels;
    private readonly TensorBuffer<float>[] _encoded;
    private readonly BoundRun _encoder;
    private readonly DecoderLane _decoder;
    private readonly TensorBuffer<float> _hidden;
    private readonly TensorBuffer<long> _ids;
    private readonly BoundRun _discriminator;

    public BareLoop(string variant, int encoderBatch, int decoderBatch)
    {
        var folder = new ModelFolder(Path.Combine(Repository.Models, "default"));
        var device = new DeviceOptions();
        var sessions = new SessionFactory(device, NullLogger<SessionFactory>.Instance);
        variant = Variant.Choose(folder, "encoder_model", variant, device.Provider, Int8Support.IsSafe);
        var generation = folder.Read<GenerationConfig>("generation_config.json");
        (_tokens, _decoding) = (generation.Tokens(folder.Read<Config>("config.json")), generation.Decoding);
        _processor = ImageProcessor.From(folder);

        _encoderGraph = sessions.Load(folder.Graph("encoder_model", variant));
        _pixels = new(TensorNames.PixelValues, encoderBatch, 3, _processor.Geometry.Height, _processor.Geometry.Width);
        _encoded = [.. _encoderGraph.OutputRowShapes(_pixels).Select(output => new TensorBuffer<float>(output.Key, encoderBatch, output.Value))];
        _encoder = new BoundRun(_encoderGraph, [_pixels], [.. _encoded]);
        _decoder = new DecoderLane(sessions.Load(folder.Graph("decoder_model", variant)), _decoding.NumBeams, decoderBatch);
        var judge = sessions.Load(folder.Graph("discriminator_model", variant));
        _hidden = new(TensorNames.EncoderHiddenStates, encoderBatch, judge.RowShape(TensorNames.EncoderHiddenStates));
        _ids = new(TensorNames.InputIds, encoderBatch, judge.RowShape(TensorNames.InputIds));
        _discriminator = new BoundRun(judge, [_hidden, _ids], [new TensorBuffer<float>(TensorNames.Logits, encoderBatch)]);
        (EncoderBatch, DecoderBatch) = (encoderBatch, decoderBatch);
    }

    public int EncoderBatch { get; }

    public int DecoderBatch { get; }

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        _discriminator.Dispose();
        _encoderGraph.Dispose();
    }

    /// <summary>Captions up to <see cref="DecoderBatch"/> pictures.</summary>
    public void Caption(IReadOnlyList<byte[]> pictures)
    {
        var pixels = new ImagePixels[pictures.Count];
        var geometry = _processor.Geometry;
        Parallel.For(0, pictures.Count, i =>
        {
            var rgb = new byte[geometry.Width * geometry.Height * 3];
            pixels[i] = new ImagePixels(_reader.Read(pictures[i], geometry, rgb), geometry.Width, geometry.Height, rgb);
        });

        var images = new List<EncodedImage>(pixels.Length);
        foreach (var batch in pixels.Chunk(EncoderBatch)) images.AddRange(Encode(batch));
        var sentences = Decode(images);
        foreach (var batch in sentences.Chunk(EncoderBatch)) Judge(batch);
    }

    private List<EncodedImage> Encode(ImagePixels[] batch)
    {
        for (var row = 0; row < batch.Length; row++) _processor.Normalize(batch[row], _pixels.Row(row));
        _encoder.Run(batch.Length);
        return [.. batch.Select((pixels, row) => new EncodedImage(
            pixels.Source, [.. _encoded.Select(output => new EncodedTensor(output.Name, [output.RowLength], output.Row(row).ToArray()))], default))];
    }

    private List<(EncodedImage Image, Sentence Sentence)> Decode(List<EncodedImage> images)
    {
        var sentences = new List<(EncodedImage, Sentence)>(images.Count);
        foreach (var image in images) _decoder.Join(new DecoderRow(new DecodeEntry(image, _decoding, default), new BeamSearch(_decoding, _tokens, 49), 0));
        while (_decoder.Count > 0)
        {
            _decoder.Step();
            for (var place = _decoder.Count - 1; place >= 0; place--)
            {
                var row = _decoder.Rows[place];
                if (!row.Search.IsDone) continue;
                sentences.Add((row.Entry.Image, row.Search.Finished[0]));
                _decoder.RemoveAt(place);
            }
        }

        return sentences;
    }

    private void Judge((EncodedImage Image, Sentence Sentence)[] batch)
    {
        for (var row = 0; row < batch.Length; row++)
        {
            batch[row].Image.Tensors.First(tensor => tensor.Name == TensorNames.EncoderHiddenStates).Values.Span.CopyTo(_hidden.Row(row));
            var ids = _ids.Row(row);
            ids.Clear();
            var words = batch[row].Sentence.Ids;
            for (var i = 0; i < words.Length - 1; i++) ids[i] = words[i];
        }

        _discriminator.Run(batch.Length);
    }
}
