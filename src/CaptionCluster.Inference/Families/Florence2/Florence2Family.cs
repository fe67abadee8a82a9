using CaptionCluster.Inference.Calibration;
using CaptionCluster.Inference.Families.Generation;
using CaptionCluster.Inference.Families.Transformers;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Families.Florence2;

/// <summary>
/// Florence-2 (Xiao et al., 2024): a vision encoder's features and an embedded prompt go through a text encoder, to which the decoder
/// attends.
/// </summary>
internal sealed class Florence2Family : IModelFamily
{
    private const string Features = "image_features";

    public string ModelType => "florence2";

    public string EncoderGraph => "vision_encoder";

    public ILoadedModel Load(ModelFolder folder, LoadContext context)
    {
        var (text, imageToken) = folder.Read<Config>("config.json");
        var config = text ?? throw new ModelFolderException($"{folder.Path}/config.json has no section 'text_config'.");
        var generation = GenerationConfig.From(folder, "text_config");
        var tokens = generation.Tokens(folder, takesPrompt: true);
        var processor = ImageProcessor.From(folder);
        var (prompts, tokenizer) = (ByteLevelEncoder.From(folder), TokenDecoders.From(folder));
        var limit = MaxTokens.Of(config.MaxPositionEmbeddings);
        var description = new ModelDescription(
            new ModelId(folder.Name, context.Revision, context.Variant),
            ModelType,
            context.Sessions.Device,
            processor.Geometry,
            generation.Decoding(folder, limit),
            MaxNewTokensLimit: limit,
            HasAttention: false,
            HasAdequacy: false,
            AttentionColumns: 0,
            AttentionRows: 0
        )
        {
            Tasks = [.. Prompts.ByTask.Keys.OrderBy(task => task.Length)],
        };

        using var loading = new Loading();
        var vision = loading.Add(context.Sessions.LoadEncoder(folder.Graph(EncoderGraph, context.Variant), context.Options.Encoder));
        var textEncoder = loading.Add(context.Sessions.Load(folder.Graph("encoder_model", context.Variant)));
        var embedding = loading.Add(new TokenEmbedding(context.Sessions.Load(folder.Graph("embed_tokens", context.Variant))));
        var graphs = loading.Add(DecoderGraphs.Load(folder, context));
        DecoderGraphs.SourceWidth(textEncoder, PromptedStates.HiddenStates, graphs.First.Graph);
        var source = new PromptedStates(textEncoder, Features, embedding, prompts, imageToken);
        var vocabulary = DecoderGraphs.Vocabulary(graphs.First.Graph, config.VocabSize);
        foreach (var prompt in source.Prompts)
        {
            (tokens with { Prompt = prompt }).CheckedFor(vocabulary);
        }

        var shared = new TransformerDecoder(
            graphs,
            tokens.CheckedFor(vocabulary),
            vocabulary,
            source,
            embedding,
            new SlabPool(context.Options.Cohorts.MaxBytes)
        );
        var writer = new CaptionWriter(
            tokenizer,
            tokens,
            QualityCalibration.From(folder, description.HasAdequacy),
            context.Options.RerankWeight
        );
        var encoder = loading.Add(new Encoder(vision, Features, processor, folder.Name, context));
        var decoder = loading.Add(new CohortDecoder(shared, folder.Name, context));
        return loading.Complete(
            new CaptioningModel(description, encoder, decoder, judge: null, writer, vision, textEncoder, embedding, graphs)
        );
    }
}
