using CaptionCluster.Inference.Families;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Models;

/// <summary>Loads the models at start and holds them until the end.</summary>
internal sealed partial class ModelRepository(IOptions<InferenceOptions> options, ModelLoader loader, TimeProvider time, ILogger<ModelRepository> logger)
    : IModelRepository, IHostedService, IDisposable
{
    private volatile ILoadedModel[] _models = [];

    public IReadOnlyList<ICaptionModel> Models => _models;

    public ICaptionModel Get(ModelId id) => Array.Find(_models, model => model.Description.Id == id)
        ?? throw new ModelNotAvailableException($"Model '{id.Name}' at revision {id.Revision[..Math.Min(12, id.Revision.Length)]} ({id.Variant}) is not loaded here.");

    /// <exception cref="ModelFolderException">A model can't be served; nothing starts then.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var path = Path.Combine(options.Value.Folder, options.Value.Default);
        Loading(options.Value.Default, Path.GetFullPath(path));
        var model = await loader.LoadAsync(path, cancellationToken).ConfigureAwait(false);
        _models = [model];
        var description = model.Description;
        Ready(description.Id.Name, description.Id.Revision[..12], description.Id.Variant, description.Device, time.GetElapsedTime(started).TotalSeconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var model in Interlocked.Exchange(ref _models, [])) model.Dispose();
    }

    [LoggerMessage(LogLevel.Information, "Loading model '{Name}' from {Path}")]
    private partial void Loading(string name, string path);

    [LoggerMessage(LogLevel.Information, "Model '{Name}' {Revision} ({Variant}, {Device}) is warm after {Seconds:0.0} s")]
    private partial void Ready(string name, string revision, string variant, string device, double seconds);
}
