using CaptionCluster.Inference.Calibration;
using CaptionCluster.Inference.Families.Generation;
using CaptionCluster.Inference.Families.Transformers;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Families.VisionEncoderDecoder;

/// <summary>
/// An image transformer (ViT, DeiT, Swin, BEiT) and a language model that attends to it (GPT-2, BERT, TrOCR), as Transformers' class of
/// that name joins them and Optimum exports them.
/// </summary>
internal sealed class VisionEncoderDecoderFamily : IModelFamily
{
    private const string HiddenStates = "last_hidden_state";

    public string ModelType => "vision-encoder-decoder";

    public string EncoderGraph => "encoder_model";

    public ILoadedModel Load(ModelFolder folder, LoadContext context)
    {
        var config =
            folder.Read<Config>("config.json").Decoder
            ?? throw new ModelFolderException($"{folder.Path}/config.json has no section 'decoder'.");
        var generation = GenerationConfig.From(folder, "decoder");
        var tokens = generation.Tokens(folder);
        var processor = ImageProcessor.From(folder);
        var tokenizer = TokenDecoders.From(folder);
        var limit = MaxTokens.Of(config.NPositions ?? config.MaxPositionEmbeddings);
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
        );

        using var loading = new Loading();
        var vision = loading.Add(context.Sessions.LoadEncoder(folder.Graph(EncoderGraph, context.Variant), context.Options.Encoder));
        var graphs = loading.Add(DecoderGraphs.Load(folder, context));
        var source = new EncodedStates(HiddenStates, DecoderGraphs.SourceWidth(vision, HiddenStates, graphs.First.Graph));
        var vocabulary = DecoderGraphs.Vocabulary(graphs.First.Graph, config.VocabSize);
        var shared = new TransformerDecoder(
            graphs,
            tokens.CheckedFor(vocabulary),
            vocabulary,
            source,
            null,
            new SlabPool(context.Options.Cohorts.MaxBytes)
        );
        var writer = new CaptionWriter(
            tokenizer,
            tokens,
            QualityCalibration.From(folder, description.HasAdequacy),
            context.Options.RerankWeight
        );
        var encoder = loading.Add(new Encoder(vision, HiddenStates, processor, folder.Name, context));
        var decoder = loading.Add(new CohortDecoder(shared, folder.Name, context));
        return loading.Complete(new CaptioningModel(description, encoder, decoder, judge: null, writer, vision, graphs));
    }
}
