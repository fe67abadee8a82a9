namespace CaptionCluster.Client.Models;

internal static class ModelEndpoints
{
    public static void AddModels(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ModelCatalog>();
        builder.Services.AddHostedService<ModelWatcher>();
        builder.Services.AddHealthChecks().AddCheck<ModelsHealthCheck>("models");
    }

    public static void MapModels(this WebApplication app) => app
        .MapGet("/v1/models", (ModelCatalog catalog) => TypedResults.Json(Describe(catalog), ModelsJson.Default.ModelsAnswer))
        .Produces<ModelsAnswer>()
        .WithTags("Models")
        .WithSummary("What is served, the default model first");

    private static ModelsAnswer Describe(ModelCatalog catalog) =>
        new([.. catalog.Models.Select((model, index) => Describe(model.Description, isDefault: index == 0))]);

    private static ServedModelAnswer Describe(ModelDescription model, bool isDefault) => new(
        model.Id.Name,
        model.Id.Revision,
        model.Id.Variant,
        model.Family,
        model.Device,
        "ready",
        isDefault,
        new InputAnswer(model.Processing.Width, model.Processing.Height),
        model.HasAttention ? new GridAnswer(model.AttentionColumns, model.AttentionRows) : null,
        model.HasAdequacy,
        Describe(model.Decoding, model.MaxNewTokensLimit),
        model.Tasks.Count > 0 ? model.Tasks : null);

    private static DecodingAnswer Describe(DecodingOptions decoding, int limit) => new(
        decoding.NumBeams,
        decoding.LengthPenalty,
        decoding.MinNewTokens,
        decoding.MaxNewTokens,
        limit,
        decoding.RepetitionPenalty,
        decoding.NoRepeatNgramSize,
        decoding.Rerank,
        decoding.EarlyStopping switch { EarlyStopping.WhenFull => "true", EarlyStopping.WhenUnlikely => "false", _ => "never" },
        decoding.DoSample);
}
