using CaptionCluster.Imaging;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Families.ShowAttendTell;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Bench.Bare;

/// <summary>
/// The same pictures through the same imaging code and the same graphs in full batches, one stage after the other: no HTTP, no grains,
/// no store, no queues. For one thread; as many of these run side by side as the device has slots.
/// </summary>
internal sealed class BareLoop : IDisposable
{
    private readonly ImageReader _reader = new(Options.Create(new ImagingOptions()));
    private readonly BareModel _model;
    private readonly TensorBuffer<float> _pixels;
    private readonly TensorBuffer<float>[] _encoded;
    private readonly BoundRun _encoder;
    private readonly DecoderLane _decoder;
    private readonly TensorBuffer<float> _hidden;
    private readonly TensorBuffer<long> _ids;
    private readonly BoundRun _discriminator;

    public BareLoop(BareModel model)
    {
        _model = model;
        var geometry = model.Processor.Geometry;
        _pixels = new(TensorNames.PixelValues, BareModel.EncoderBatch, 3, geometry.Height, geometry.Width);
        _encoded =
        [
            .. model
                .Encoder.OutputRowShapes(_pixels)
                .Select(output => new TensorBuffer<float>(output.Key, BareModel.EncoderBatch, output.Value)),
        ];
        _encoder = new BoundRun(model.Encoder, [_pixels], [.. _encoded]);
        _decoder = new DecoderLane(model.Decoder, model.Decoding.NumBeams, BareModel.DecoderBatch);
        _hidden = new(
            TensorNames.EncoderHiddenStates,
            BareModel.EncoderBatch,
            model.Discriminator.RowShape(TensorNames.EncoderHiddenStates)
        );
        _ids = new(TensorNames.InputIds, BareModel.EncoderBatch, model.Discriminator.RowShape(TensorNames.InputIds));
        _discriminator = new BoundRun(
            model.Discriminator,
            [_hidden, _ids],
            [new TensorBuffer<float>(TensorNames.Logits, BareModel.EncoderBatch)]
        );
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        _discriminator.Dispose();
    }

    /// <summary>Captions up to <see cref="BareModel.DecoderBatch"/> pictures.</summary>
    public void Caption(IReadOnlyList<byte[]> pictures)
    {
        var pixels = pictures.Select(Read).ToArray();
        var images = new List<EncodedImage>(pixels.Length);
        foreach (var batch in pixels.Chunk(BareModel.EncoderBatch)) images.AddRange(Encode(batch));
        var sentences = Decode(images);
        foreach (var batch in sentences.Chunk(BareModel.EncoderBatch)) Judge(batch);
    }

    private ImagePixels Read(byte[] picture)
    {
        var geometry = _model.Processor.Geometry;
        var rgb = new byte[geometry.Width * geometry.Height * 3];
        return new ImagePixels(_reader.Read(picture, geometry, rgb), geometry.Width, geometry.Height, rgb);
    }

    private List<EncodedImage> Encode(ImagePixels[] batch)
    {
        for (var row = 0; row < batch.Length; row++) _model.Processor.Normalize(batch[row], _pixels.Row(row));
        _encoder.Run(batch.Length);
        return
        [
            .. batch.Select(
                (pixels, row) =>
                    new EncodedImage(
                        pixels.Source,
                        [.. _encoded.Select(output => new EncodedTensor(output.Name, [output.RowLength], output.Row(row).ToArray()))],
                        default
                    )
            ),
        ];
    }

    private List<(EncodedImage Image, Sentence Sentence)> Decode(List<EncodedImage> images)
    {
        var sentences = new List<(EncodedImage, Sentence)>(images.Count);
        foreach (var image in images)
        {
            _decoder.Join(
                new DecoderRow(
                    new DecodeEntry(image, _model.Decoding, _ => Task.FromResult<double[]>([]), default),
                    new BeamSearch(_model.Decoding, _model.Tokens, 49),
                    0
                )
            );
        }

        while (_decoder.Rows.Count > 0)
        {
            _decoder.Step();
            for (var place = _decoder.Rows.Count - 1; place >= 0; place--)
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
