using CaptionCluster.Inference.Folders;

namespace CaptionCluster.Inference.Families;

/// <summary>An adapter for one architecture: binds a folder's graphs and serves them.</summary>
internal interface IModelFamily
{
    /// <summary>The <c>model_type</c> of config.json.</summary>
    string ModelType { get; }

    /// <summary>The graph whose variants are the folder's.</summary>
    string EncoderGraph => "encoder_model";

    /// <summary>
    /// Whether <c>auto</c> may take int8. Graphs quantised as they run (Optimum's dynamic quantisation) scale a whole batch at once, so
    /// that what a picture gets would depend on its company.
    /// </summary>
    bool AutoTakesInt8 => false;

    /// <summary>Binds and makes ready to serve; not yet warm.</summary>
    /// <exception cref="ModelFolderException">Something in the folder can't be bound.</exception>
    ILoadedModel Load(ModelFolder folder, LoadContext context);
}

/// <summary>A model that can be unloaded. Disposing drains it: who waits is still answered.</summary>
internal interface ILoadedModel : ICaptionModel, IDisposable;
