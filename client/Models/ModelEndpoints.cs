using CaptionCluster.Client.Access;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Models;

internal static class ModelEndpoints
{
    public static void AddModels(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ModelCatalog>();
        builder.Services.AddSingleton<ModelWatcher>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ModelWatcher>());
        builder.Services.AddSingleton<ModelReload>();
        builder.Services.ConfigureAll<OpenApiOptions>(options => options.AddSchemaTransformer(DecodingAnswer.DescribeAsync));
        builder.Services.AddHealthChecks().AddCheck<ModelsHealthCheck>("models");
    }

    public static void MapModels(this WebApplication app)
    {
        var models = app.MapApi("/models").WithTags("Models");

        models.MapGet(
                "",
                (ModelCatalog catalog, IOptions<SourceOptions> sources) =>
                    TypedResults.Json(Describe(catalog, sources.Value), ModelsJson.Default.ModelsAnswer)
            )
            .Produces<ModelsAnswer>()
            .WithSummary("What is served, the default model first");

        models
            .MapPost(
                "{name}/reload",
                async (string name, ModelReload reload, ModelCatalog catalog, CancellationToken cancellationToken) =>
                {
                    await reload.ReloadAsync(name, cancellationToken);
                    return TypedResults.Json(
                        Describe(catalog.Find(name).Description, isDefault: catalog.Models[0].Description.Id.Name == name),
                        ModelsJson.Default.ServedModelAnswer
                    );
                }
            )
            .RequireAdmin()
            .Produces<ServedModelAnswer>()
            .ProducesProblems(403, 404, 422, 503, 504)
            .WithSummary("Looks at a model's folder now and serves what is in it (admin)");
    }

    private static ModelsAnswer Describe(ModelCatalog catalog, SourceOptions sources) =>
        new([.. catalog.Models.Select((model, index) => Describe(model.Description, isDefault: index == 0))], sources.Urls);

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
        model.Calibration is { } calibration ? new QualityAnswer(calibration.Event, calibration.FittedOn, calibration.Measured) : null,
        new DecodingAnswer(model.Decoding, model.MaxNewTokensLimit),
        model.Tasks.Count > 0 ? model.Tasks : null,
        model.GraphBytes,
        model.Captions,
        model.Refusal is { } refusal ? ServerPaths.Named(refusal) : null);
}
