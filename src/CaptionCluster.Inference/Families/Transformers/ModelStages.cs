using CaptionCluster.Inference.Preprocessing;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.Transformers;

/// <summary>Makes a model's stages as the options say.</summary>
internal static class ModelStages
{
    public static Encoder Encoder(Graph graph, string output, ImageProcessor processor, ModelDescription model, LoadContext context)
    {
        var options = context.Options.Encoder;
        return new Encoder(graph, output, processor, options, context.Workers(options, 1), context.Sessions.Threads, context.Time, context.Metrics.Stage("encoder", model.Id.Name));
    }

    public static CohortDecoder Decoder(TransformerDecoder decoder, ModelDescription model, LoadContext context)
    {
        var options = context.Options.Decoder;
        return new CohortDecoder(
            decoder, options, context.Options.Cohorts.MaxCohorts, context.Workers(options, 1), context.Sessions.Threads, context.Time,
            context.Metrics.Stage("decoder", model.Id.Name));
    }
}
