using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>
/// The rows of one beam width that step together. Live rows stay packed at the front: a row that leaves is replaced by the last one,
/// a row that joins goes behind it.
/// </summary>
internal sealed class DecoderLane : IDecoderRows, IDisposable
{
    private readonly List<DecoderRow> _rows = [];
    private readonly TensorBuffer<long> _inputIds;
    private readonly TensorBuffer<float> _state;
    private readonly TensorBuffer<float>[] _image;
    private readonly TensorBuffer<float> _logits;
    private readonly TensorBuffer<float> _presentState;
    private readonly TensorBuffer<float> _attention;
    private readonly BoundRun _run;
    private readonly int _beams;

    public DecoderLane(Graph graph, int beams, int capacity)
    {
        _beams = beams;
        _inputIds = new(TensorNames.InputIds, capacity, beams);
        _state = Buffer(TensorNames.State);
        _logits = Buffer(TensorNames.Logits);
        _presentState = Buffer(TensorNames.PresentState);
        _attention = Buffer(TensorNames.Attention);
        _image = [.. graph.Inputs.Keys.Where(name => name is not (TensorNames.InputIds or TensorNames.State)).Select(Buffer)];
        _run = new BoundRun(graph, [_inputIds, _state, .. _image], [_logits, _presentState, _attention]);

        TensorBuffer<float> Buffer(string name) => new(name, capacity, graph.RowShape(name, beams));
    }

    public IReadOnlyList<DecoderRow> Rows => _rows;

    public void Join(DecoderRow row)
    {
        var place = _rows.Count;
        foreach (var buffer in _image) TensorOf(row.Entry.Image, buffer.Name).CopyTo(buffer.Row(place));
        _state.Row(place).Clear();
        row.Search.InputIds.CopyTo(_inputIds.Row(place));
        _rows.Add(row);
    }

    public void RemoveAt(int place)
    {
        var last = _rows.Count - 1;
        if (place != last)
        {
            foreach (var buffer in _image) buffer.Row(last).CopyTo(buffer.Row(place));
            _state.Row(last).CopyTo(_state.Row(place));
            _inputIds.Row(last).CopyTo(_inputIds.Row(place));
            _rows[place] = _rows[last];
        }

        _rows.RemoveAt(last);
    }

    public void Step()
    {
        _run.Run(_rows.Count);
        for (var place = 0; place < _rows.Count; place++)
        {
            var row = _rows[place];
            row.Company += _rows.Count;
            row.Search.Advance(_logits.Row(place), _attention.Row(place), _beams);
            if (!row.Search.IsDone) GoOn(place, row.Search);
        }
    }

    public void Dispose() => _run.Dispose();

    private void GoOn(int place, ITokenSearch search)
    {
        search.InputIds.CopyTo(_inputIds.Row(place));
        var present = _presentState.Row(place);
        var next = _state.Row(place);
        var length = next.Length / _beams;
        for (var beam = 0; beam < _beams; beam++)
        {
            present.Slice(search.SourceBeams[beam] * length, length).CopyTo(next[(beam * length)..]);
        }
    }

    private static ReadOnlySpan<float> TensorOf(EncodedImage image, string name)
    {
        foreach (var tensor in image.Tensors)
        {
            if (tensor.Name == name) return tensor.Values.Span;
        }

        throw new InferenceFailedException($"The encoder gave no '{name}', which the decoder needs.");
    }
}
