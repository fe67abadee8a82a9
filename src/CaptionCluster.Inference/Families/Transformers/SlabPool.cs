using System.Runtime.InteropServices;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>
/// Native memory for past key values, within a budget: what doesn't fit waits until rows end. Returned memory is kept for the next cohort,
/// as pages that were touched once are worth keeping.
/// </summary>
internal sealed class SlabPool(long budget) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Slab> _free = [];
    private long _inUse;
    private long _allocated;
    private bool _isDisposed;

    public long Budget { get; } = budget;

    /// <summary>Bytes that cohorts hold now.</summary>
    public long InUse
    {
        get { lock (_lock) return _inUse; }
    }

    /// <summary>Bytes allocated, in use or kept: never more than the budget.</summary>
    public long Allocated
    {
        get { lock (_lock) return _allocated; }
    }

    /// <summary>Bytes that could be rented now.</summary>
    public long Available
    {
        get { lock (_lock) return Budget - _inUse; }
    }

    /// <summary>Null when it doesn't fit now.</summary>
    public Slab? TryRent(long bytes)
    {
        lock (_lock)
        {
            // A kept slab of up to twice the size serves, if the budget bears it.
            var kept = _free
                .Where(slab => slab.Bytes >= bytes && slab.Bytes / 2 <= bytes && _inUse + slab.Bytes <= Budget)
                .MinBy(slab => slab.Bytes);
            if (kept is not null)
            {
                _free.Remove(kept);
                _inUse += kept.Bytes;
                return kept;
            }

            if (_inUse + bytes > Budget) return null;
            while (_allocated + bytes > Budget) Free(_free[^1]);
            _allocated += bytes;
            _inUse += bytes;
            return new Slab(bytes);
        }
    }

    public void Return(Slab slab)
    {
        lock (_lock)
        {
            _inUse -= slab.Bytes;
            _free.Add(slab);
            if (_isDisposed) Free(slab);
        }
    }

    /// <summary>Gives the memory back; slabs still in use follow when they are returned.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_free.Count > 0) Free(_free[^1]);
        }
    }

    private void Free(Slab slab)
    {
        _free.Remove(slab);
        _allocated -= slab.Bytes;
        slab.Free();
    }
}

/// <summary>A stretch of native memory.</summary>
internal sealed unsafe class Slab(long bytes)
{
    public const int Alignment = 64;

    public long Bytes { get; } = bytes;

    public byte* Memory { get; private set; } = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);

    public static long Align(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    public void Free()
    {
        NativeMemory.AlignedFree(Memory);
        Memory = null;
    }
}
