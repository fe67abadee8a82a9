using System.Numerics.Tensors;
using CaptionCluster.Inference.Decoding;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// Pictures that started together and step together: without an attention mask, rows of one call must be equally long. It shrinks as they
/// end; what stays is moved together, and beams take over the past key values of the beams they go on from.
/// </summary>
internal sealed class Cohort : IDecoderRows, IDisposable
{
    private readonly TransformerDecoder _decoder;
    private readonly CohortShape _shape;
    private readonly Slab _slab;
    private readonly CohortBlocks _blocks;
    private readonly DecoderCall _call;
    private readonly List<int> _beamSources = [];
    private readonly List<int> _imageSources = [];
    private int _rows;

    public Cohort(TransformerDecoder decoder, IEnumerable<CohortRow> rows, CohortShape shape, Slab slab)
    {
        (_decoder, _shape, _slab) = (decoder, shape, slab);
        Rows = [.. rows];
        _blocks = new CohortBlocks(decoder, shape, slab);
        _call = new DecoderCall(decoder, _blocks);
    }

    /// <summary>The pictures that go on.</summary>
    public List<CohortRow> Rows { get; }

    IReadOnlyList<DecoderRow> IDecoderRows.Rows => Rows;

    /// <summary>Tokens behind.</summary>
    public int Length { get; private set; }

    public void RemoveAt(int place) => Rows.RemoveAt(place);

    public void Step()
    {
        _rows = Length == 0 ? Start() : GoOn();
        WriteIds();
        _call.Run(_rows, Length, _shape.SourceTokens);
        Length++;
        var logits = Logits();
        foreach (var row in Rows)
        {
            row.Company += Rows.Count;
            row.Search.Advance(logits.Slice(row.Offset * _decoder.Vocabulary, row.Count * _decoder.Vocabulary), [], row.Count);
        }
    }

    public void Dispose() => _decoder.Memory.Return(_slab);

    private int Start()
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            (Rows[i].Offset, Rows[i].Count) = (i, 1);
        }

        _decoder.Source.Fill(
            [.. Rows.Select(row => row.Entry)],
            _blocks.Source.Span<float>((long)Rows.Count * _shape.SourceTokens * _decoder.Source.Width)
        );
        return Rows.Count;
    }

    private int GoOn()
    {
        _beamSources.Clear();
        _imageSources.Clear();
        foreach (var row in Rows)
        {
            var (offset, count) = (row.Offset, row.Count);
            (row.Offset, row.Count) = (_beamSources.Count, row.Search.Beams);
            for (var beam = 0; beam < row.Count; beam++)
            {
                _beamSources.Add(offset + row.Search.SourceBeams[beam]);
                _imageSources.Add(offset + (count == 1 ? 0 : beam));
            }
        }

        MoveSource(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_imageSources));
        MoveCache(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_beamSources));
        return _beamSources.Count;
    }

    private void MoveSource(ReadOnlySpan<int> sources)
    {
        if (IsAsBefore(sources)) return;
        _blocks.Source.GatherInPlace(sources, (long)_shape.SourceTokens * _decoder.Source.Width * sizeof(float));
        foreach (var cached in _blocks.Cache)
        {
            if (cached.Slot.OfSource) cached.Past.GatherInPlace(sources, (long)cached.Slot.TokenBytes * _shape.SourceTokens);
        }
    }

    private void MoveCache(ReadOnlySpan<int> sources)
    {
        var stays = IsAsBefore(sources);
        foreach (var cached in _blocks.Cache)
        {
            if (cached.Slot.OfSource) continue;
            if (stays) cached.Swap();
            else cached.Past.Gather(cached.Present, sources, (long)cached.Slot.TokenBytes * Length);
        }
    }

    private bool IsAsBefore(ReadOnlySpan<int> sources)
    {
        if (sources.Length != _rows) return false;
        for (var row = 0; row < sources.Length; row++)
        {
            if (sources[row] != row) return false;
        }

        return true;
    }

    private void WriteIds()
    {
        var tokens = _decoder.Graphs.Next is null ? Length + 1 : 1;
        var ids = _blocks.InputIds.Span<long>((long)_rows * tokens);
        foreach (var row in Rows)
        {
            for (var beam = 0; beam < row.Count; beam++) WriteIds(row.Search, beam, ids.Slice((row.Offset + beam) * tokens, tokens));
        }
    }

    private static void WriteIds(ITokenSearch search, int beam, Span<long> ids)
    {
        if (ids.Length == 1)
        {
            ids[0] = search.InputIds[beam];
            return;
        }

        var sequence = search.Sequence(beam);
        for (var i = 0; i < ids.Length; i++) ids[i] = sequence[i];
    }

    private Span<float> Logits()
    {
        var logits = _blocks.Logits.Span<float>((long)_rows * _decoder.Vocabulary);
        if (_decoder.Graphs.First.LogitsType == TensorElementType.Float16)
        {
            TensorPrimitives.ConvertToSingle(_blocks.HalfLogits.Span<Half>((long)_rows * _decoder.Vocabulary), logits);
        }

        return logits;
    }
}
