using System.Collections.Frozen;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Models;

/// <summary>
/// The models of this process. What changes in their folders is loaded and warmed beside what is served, takes its place at once, and the
/// replaced model goes when nobody uses it any more. What can't be served is refused, and the served one stays.
/// </summary>
internal sealed partial class ModelRepository(
    IOptions<InferenceOptions> options, ModelLoader loader, SessionFactory sessions, TimeProvider time, ILogger<ModelRepository> logger)
    : IModelRepository, IDisposable
{
    private readonly ModelFolders _folders = new(options.Value);
    private readonly Dictionary<string, ModelSlot> _slots = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1);
    private volatile ServedModel[] _models = [];
    private volatile ServedModel[] _retired = [];
    private volatile FrozenDictionary<string, string> _refusals = FrozenDictionary<string, string>.Empty;

    public IReadOnlyList<ICaptionModel> Models => _models;

    public IReadOnlyList<ICaptionModel> Callable => [.. _models, .. _retired];

    public IReadOnlyList<ModelDescription> Describe() =>
        [
            .. _models.Select(model =>
                model.Description with
                {
                    Captions = model.Captions,
                    Refusal = _refusals.GetValueOrDefault(model.Description.Id.Name),
                }
            ),
        ];

    public ICaptionModel Get(ModelId id) =>
        Find(_models, id)
        ?? Find(_retired, id)
        ?? throw new ModelNotAvailableException(
            $"Model '{id.Name}' at revision {id.Revision[..Math.Min(12, id.Revision.Length)]} ({id.Variant}) is not loaded here."
        );

    /// <summary>Loads the default model and every other that is there.</summary>
    /// <exception cref="ModelFolderException">The default model can't be served.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => ChangeAsync(async () =>
    {
        foreach (var (name, path) in Found())
        {
            var isDefault = name == options.Value.Default;
            try
            {
                await LoadAsync(SlotOf(name, path), cancellationToken).ConfigureAwait(false);
            }
            catch (ModelFolderException error) when (!isDefault)
            {
                LogRefused(name, error.Message);
            }
        }

        return true;
    }, cancellationToken);

    /// <summary>Looks at the folders once, loads what has changed and settled, unloads what is gone or replaced and idle.</summary>
    public Task ScanAsync(CancellationToken cancellationToken) => ChangeAsync(async () =>
    {
        var found = Found();
        foreach (var (name, path) in found) SlotOf(name, path);
        foreach (var slot in _slots.Values.ToArray())
        {
            var state = found.ContainsKey(slot.Name) ? FolderState.Of(slot.Path) : null;
            if (!slot.HasSettled(state)) continue;
            if (state is null) Vanished(slot);
            else await TryLoadAsync(slot, cancellationToken).ConfigureAwait(false);
        }

        await DrainAsync().ConfigureAwait(false);
        return true;
    }, cancellationToken);

    public Task<ModelDescription> ReloadAsync(string name, CancellationToken cancellationToken) => ChangeAsync(async () =>
    {
        if (!Found().TryGetValue(name, out var path)) throw new ModelNotAvailableException($"There is no folder of a model '{name}' here.");
        var slot = SlotOf(name, path);
        try
        {
            await LoadAsync(slot, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelFolderException error)
        {
            LogRefused(name, error.Message);
            throw new ModelRefusedException(slot.Named(error.Message));
        }

        return slot.Current!.Description;
    }, cancellationToken);

    public void Dispose()
    {
        foreach (var model in Interlocked.Exchange(ref _models, []).Concat(Interlocked.Exchange(ref _retired, []))) model.Dispose();
        _changing.Dispose();
    }

    private static ServedModel? Find(ServedModel[] models, ModelId id) => Array.Find(models, model => model.Description.Id == id);

    /// <summary>The default first; there too when its folder is missing, so that the reason is told.</summary>
    private Dictionary<string, string> Found()
    {
        var (found, first) = (_folders.Find(), options.Value.Default);
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [first] = found.GetValueOrDefault(first) ?? Path.Combine(options.Value.Folder, first),
        };
        foreach (var (name, path) in found)
        {
            all.TryAdd(name, path);
        }

        return all;
    }

    private ModelSlot SlotOf(string name, string path)
    {
        if (!_slots.TryGetValue(name, out var slot)) _slots.Add(name, slot = new ModelSlot(name, path));
        slot.Path = path;
        return slot;
    }

    private async Task TryLoadAsync(ModelSlot slot, CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(slot, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ModelFolderException or DeviceNotAvailableException)
        {
            LogRefused(slot.Name, error.Message);
        }
    }

    private async Task LoadAsync(ModelSlot slot, CancellationToken cancellationToken)
    {
        var (started, bytes) = (time.GetTimestamp(), sessions.LoadedBytes);
        var state = FolderState.Of(slot.Path);
        (slot.Settled, slot.Pending, slot.Refusal) = (state, null, null);
        try
        {
            if (
                await loader.LoadAsync(slot.Path, slot.Current?.Description.Id.Revision, cancellationToken).ConfigureAwait(false)
                is not { } loaded
            )
            {
                return;
            }

            if (FolderState.Of(slot.Path) != state)
            {
                loaded.Dispose();
                slot.Settled = null;
                throw new ModelFolderException($"{slot.Path} changed while it was read.");
            }

            Switch(slot, new ServedModel(loaded, sessions.LoadedBytes - bytes, time));
            LogReady(
                slot.Name,
                loaded.Description.Id.Revision[..12],
                loaded.Description.Id.Variant,
                loaded.Description.Device,
                time.GetElapsedTime(started).TotalSeconds
            );
        }
        catch (Exception error) when (error is ModelFolderException or DeviceNotAvailableException)
        {
            slot.Refusal = slot.Named(error.Message);
            throw;
        }
    }

    private void Switch(ModelSlot slot, ServedModel? next)
    {
        var replaced = slot.Current;
        if (replaced is not null) _retired = [.. _retired, replaced];
        slot.Current = next;
        _models =
        [
            .. _slots
                .Values.Select(each => each.Current)
                .OfType<ServedModel>()
                .OrderByDescending(model => model.Description.Id.Name == options.Value.Default),
        ];
    }

    /// <summary>The default model outlives its folder: better an old answer than none.</summary>
    private void Vanished(ModelSlot slot)
    {
        slot.Settled = null;
        if (slot.Name == options.Value.Default)
        {
            slot.Refusal = $"The folder of '{slot.Name}' is gone.";
            LogRefused(slot.Name, $"{slot.Path} is gone.");
            return;
        }

        Switch(slot, null);
        _slots.Remove(slot.Name);
        LogGone(slot.Name);
    }

    private async Task DrainAsync()
    {
        var idle = _retired.Where(model => model.Idle >= options.Value.Watch.DrainAfter).ToArray();
        if (idle.Length == 0) return;
        _retired = [.. _retired.Except(idle)];
        foreach (var model in idle)
        {
            await Task.Run(model.Dispose).ConfigureAwait(false);
            LogUnloaded(model.Description.Id.Name, model.Description.Id.Revision[..12]);
        }
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await change().ConfigureAwait(false);
        }
        finally
        {
            _refusals = _slots
                .Values.Where(slot => slot.Refusal is not null)
                .ToFrozenDictionary(slot => slot.Name, slot => slot.Refusal!, StringComparer.Ordinal);
            _changing.Release();
        }
    }

    [LoggerMessage(LogLevel.Information, "Model '{Name}' {Revision} ({Variant}, {Device}) is warm after {Seconds:0.0} s")]
    private partial void LogReady(string name, string revision, string variant, string device, double seconds);

    [LoggerMessage(LogLevel.Warning, "Model '{Name}' is refused: {Reason}")]
    private partial void LogRefused(string name, string reason);

    [LoggerMessage(LogLevel.Information, "Model '{Name}' is gone")]
    private partial void LogGone(string name);

    [LoggerMessage(LogLevel.Information, "Model '{Name}' {Revision} is unloaded")]
    private partial void LogUnloaded(string name, string revision);
}
