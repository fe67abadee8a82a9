using System.Globalization;
using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Families;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Tokenizers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference.Checking;

/// <summary>
/// Looks a model folder over for whoever wants to serve it: what is in it, what it says of a photo, how long it takes, what is wrong.
/// </summary>
/// <param name="options">Variant and device count; where models lie does not.</param>
/// <param name="photo">A picture at the size that a model asks for.</param>
public sealed class ModelChecker(InferenceOptions options, Func<ImageProcessing, ImagePixels> photo, TimeProvider time, TextWriter output)
{
    private static readonly int[] s_batches = [1, 4, 16];

    /// <returns>False when the folder can't be served; the reason is written.</returns>
    public async Task<bool> CheckAsync(string path, CancellationToken cancellationToken)
    {
        using var sessions = new SessionFactory(options.Device, time, NullLogger<SessionFactory>.Instance);
        using var metrics = new InferenceMetrics();
        try
        {
            var folder = new ModelFolder(path);
            Line("folder", folder.Path);
            Line("type", folder.ModelType);
            Line("tokenizer", TokenizerFile.From(folder).Model?.Type ?? "unknown");
            foreach (var graph in folder.Graphs())
            {
                Describe(graph, sessions);
            }

            using var model = await new ModelLoader(Options.Create(options), sessions, metrics, time, new Notes(Line))
                .LoadAsync(path, cancellationToken)
                .ConfigureAwait(false);
            Describe(model.Description);
            await CaptionAsync(model, cancellationToken).ConfigureAwait(false);
            foreach (var batch in s_batches) await TimeAsync(model, batch, cancellationToken).ConfigureAwait(false);
            Line("result", "this folder can be served");
            return true;
        }
        catch (Exception error) when (error is ModelFolderException or DeviceNotAvailableException or CaptionClusterException)
        {
            Line("wrong", error.Message);
            return false;
        }
    }

    private void Describe(string file, SessionFactory sessions)
    {
        using var graph = sessions.Load(file);
        Line("graph", graph.File);
        foreach (var (name, tensor) in graph.Inputs) Line("", $"  in  {name} {tensor.ElementDataType} [{Shape(tensor)}]");
        foreach (var (name, tensor) in graph.Outputs) Line("", $"  out {name} {tensor.ElementDataType} [{Shape(tensor)}]");
    }

    private static string Shape(Microsoft.ML.OnnxRuntime.NodeMetadata tensor) =>
        string.Join(
            ", ",
            tensor.Dimensions.Select((size, i) => size > 0 ? size.ToString(CultureInfo.InvariantCulture) : tensor.SymbolicDimensions[i])
        );

    private void Describe(ModelDescription model)
    {
        Line("revision", model.Id.Revision);
        Line("variant", model.Id.Variant);
        Line("device", model.Device);
        Line("pictures", model.Processing.ToString());
        Line("decoding", model.Decoding.ToKey());
        if (model.Tasks.Count > 0) Line("tasks", string.Join(' ', model.Tasks));
        Line("quality", model.Calibration?.Event ?? "none: there is no calibration.json");
    }

    private async Task CaptionAsync(ILoadedModel model, CancellationToken cancellationToken)
    {
        var encoded = await model.EncodeAsync(photo(model.Description.Processing), cancellationToken).ConfigureAwait(false);
        var caption = await model.DecodeAsync(encoded, model.Description.Decoding, cancellationToken).ConfigureAwait(false);
        Line("caption", caption.Text);
        Line("score", caption.Score.ToString("0.000", CultureInfo.InvariantCulture));
        if (caption.Quality is { } quality) Line("quality", quality.ToString("0.000", CultureInfo.InvariantCulture));
    }

    private async Task TimeAsync(ILoadedModel model, int batch, CancellationToken cancellationToken)
    {
        var pixels = photo(model.Description.Processing);
        var started = time.GetTimestamp();
        var encoded = await Task.WhenAll(Enumerable.Range(0, batch).Select(_ => model.EncodeAsync(pixels, cancellationToken)))
            .ConfigureAwait(false);
        var encode = time.GetElapsedTime(started);
        started = time.GetTimestamp();
        await Task.WhenAll(encoded.Select(image => model.DecodeAsync(image, model.Description.Decoding, cancellationToken)))
            .ConfigureAwait(false);
        var decode = time.GetElapsedTime(started);
        Line(
            $"batch {batch}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"encode {encode.TotalMilliseconds:0.0} ms, decode {decode.TotalMilliseconds:0.0} ms, "
                + $"{batch / (encode + decode).TotalSeconds:0.0} pictures/s"
            )
        );
    }

    /// <summary>What the loader has to say goes to whoever asked.</summary>
    private sealed class Notes(Action<string, string> line) : ILogger<ModelLoader>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => line("note", formatter(state, exception));
    }

    private void Line(string what, string text) => output.WriteLine($"{what,-10}{text}");
}
