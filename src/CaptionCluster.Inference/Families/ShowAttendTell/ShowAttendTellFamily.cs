using CaptionCluster.Inference.Models;
using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Tokenizers;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>
/// A CNN's grid features and a recurrent decoder with attention (Xu et al., Show, Attend and Tell, 2015; Anderson et al., up-down
/// attention, 2018), with a discriminator beside them where the folder has one.
/// </summary>
internal sealed class ShowAttendTellFamily : IModelFamily
{
    public string ModelType => "show-attend-tell";

    public bool AutoTakesInt8 => true;

    public ILoadedModel Load(ModelFolder folder, LoadContext context)
    {
        var config = folder.Read<Config>("config.json");
        var generation = folder.ReadOptional<GenerationConfig>("generation_config.json") ?? new GenerationConfig(null);
        var processor = ImageProcessor.From(folder);
        var tokenizer = WordLevelTokenizer.From(folder);
        var graphs = Graphs.Load(folder, context);
        var grid = config.Encoder?.GridSize ?? [1, (int)graphs.Decoder.RowShape(TensorNames.Attention, 1)[^1]];
        var description = new ModelDescription(
            new ModelId(folder.Name, context.Revision, context.Variant), ModelType, context.Sessions.Device, processor.Geometry, generation.Decoding,
            MaxNewTokensLimit: config.Discriminator?.MaxLength ?? generation.MaxNewTokens, HasAttention: true, HasAdequacy: graphs.Discriminator is not null,
            AttentionColumns: grid[1], AttentionRows: grid[0]);
        return new ShowAttendTellModel(description, config, generation.Tokens(config), graphs, processor, tokenizer, context);
    }
}
