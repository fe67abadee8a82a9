using System.Text.Json;
using CaptionCluster.Inference.Calibration;
using CaptionCluster.Inference.Families.Generation;
using CaptionCluster.Inference.Folders;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>
/// A CNN's grid features and a recurrent decoder with attention (Xu et al., Show, Attend and Tell, 2015; Anderson et al., up-down
/// attention, 2018), with a discriminator beside them where the folder has one.
/// </summary>
internal sealed class ShowAttendTellFamily : IModelFamily
{
    private const int MaxNewTokens = 20;

    public string ModelType => "show-attend-tell";

    public bool AutoTakesInt8 => true;

    public ILoadedModel Load(ModelFolder folder, LoadContext context)
    {
        var config = folder.Read<Config>("config.json");
        var generation = WithDefaults(GenerationConfig.From(folder));
        var tokens = generation.Tokens(folder);
        var processor = ImageProcessor.From(folder);
        var tokenizer = TokenDecoders.From(folder);
        using var loading = new Loading();
        var graphs = loading.Add(Graphs.Load(folder, context));
        tokens = tokens.CheckedFor((int)graphs.Decoder.RowShape(TensorNames.Logits, 1)[^1]);
        if (graphs.Discriminator is not null && config.Discriminator is null)
        {
            throw new ModelFolderException("config.json says nothing of the discriminator whose graph is there.");
        }

        var grid = config.Encoder?.GridSize ?? [1, (int)graphs.Decoder.RowShape(TensorNames.Attention, 1)[^1]];
        var decoding = generation.Decoding(folder, config.Discriminator?.MaxLength ?? int.MaxValue);
        var description = new ModelDescription(
            new ModelId(folder.Name, context.Revision, context.Variant),
            ModelType,
            context.Sessions.Device,
            processor.Geometry,
            decoding,
            MaxNewTokensLimit: config.Discriminator?.MaxLength ?? decoding.MaxNewTokens,
            HasAttention: true,
            HasAdequacy: graphs.Discriminator is not null,
            AttentionColumns: grid[1],
            AttentionRows: grid[0]
        );
        var writer = new CaptionWriter(
            tokenizer,
            tokens,
            QualityCalibration.From(folder, description.HasAdequacy),
            context.Options.RerankWeight
        );
        var encoder = loading.Add(new Encoder(graphs.Encoder, TensorNames.EncoderHiddenStates, processor, folder.Name, context));
        var decoder = loading.Add(new Decoder(graphs.Decoder, tokens, folder.Name, context));
        var judge = graphs.Discriminator is { } graph
            ? loading.Add(new Judge(graph, config.Discriminator!, tokens, folder.Name, context))
            : null;
        return loading.Complete(new CaptioningModel(description, encoder, decoder, judge, writer, graphs));
    }

    /// <summary>This family's own, where a folder says nothing.</summary>
    private static GenerationConfig WithDefaults(GenerationConfig generation) => generation with
    {
        EarlyStopping = generation.EarlyStopping ?? JsonSerializer.SerializeToElement(true),
        MaxNewTokens = generation.MaxNewTokens ?? (generation.MaxLength is null ? MaxNewTokens : null),
        TopK = generation.TopK ?? 0,
    };
}
