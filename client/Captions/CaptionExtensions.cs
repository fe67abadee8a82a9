using CaptionCluster.Client.Access;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Captioning;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Jobs.Answers;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Reference;
using CaptionCluster.Client.Waiting;

namespace CaptionCluster.Client.Captions;

internal static class CaptionExtensions
{
    /// <summary>Everything between a request and its caption.</summary>
    public static void AddCaptions(this WebApplicationBuilder builder)
    {
        builder.AddIntake();
        builder.AddModels();
        builder.AddCalls();
        builder.Services.AddOptions<EdgeCacheOptions>()
            .BindConfiguration("CaptionCluster:EdgeCache").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<EdgeCache>();
        builder.Services.AddHostedService<ForgottenWatcher>();
        builder.Services.AddOptions<DeadlineOptions>()
            .BindConfiguration("CaptionCluster:Requests").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Deadlines>();
        builder.Services.AddSingleton<PixelProvider>();
        builder.Services.AddSingleton<WordsFollower>();
        builder.Services.AddSingleton<CaptionService>();
        builder.Services.AddSingleton<UrlCaptions>();
        builder.Services.AddSingleton<CaptionMetrics>();
        builder.Services.AddOptions<AltTextOptions>()
            .BindConfiguration("CaptionCluster:AltText").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AltTextStyles>();
        builder.Services.AddSingleton<AnswerWriter>();
        builder.Services.AddSingleton<CaptionEndpoints>();
    }

    public static void MapCaptions(this WebApplication app)
    {
        var captions = app.MapApi("/captions").WithTags("Captions");

        captions.MapPost("", (HttpContext http, CaptionEndpoints endpoints) => endpoints.PostAsync(http, AnswerForm.Caption))
            .WithSummary("A picture in, a caption out")
            .Produces<CaptionAnswer>()
            .Produces<JobAnswer>(202)
            .ProducesProblems(400, 403, 404, 408, 413, 415, 422, 424, 429, 503, 504)
            .AddOpenApiOperationTransformer(CaptionDescription.DescribePost);

        app.MapApi("/alt-text").WithTags("Captions")
            .MapPost("", (HttpContext http, CaptionEndpoints endpoints) => endpoints.PostAsync(http, AnswerForm.AltText))
            .WithSummary("A picture in, an alt text out")
            .Produces<AltTextAnswer>()
            .Produces<JobAnswer>(202)
            .ProducesProblems(400, 404, 408, 413, 415, 422, 429, 503, 504)
            .AddOpenApiOperationTransformer(CaptionDescription.DescribePost);

        captions.MapGet("{sha256}", (HttpContext http, string sha256, CaptionEndpoints endpoints) => endpoints.GetAsync(http, sha256))
            .WithSummary("A caption without an upload, if the picture is known")
            .Produces<CaptionAnswer>()
            .Produces(304)
            .ProducesProblems(400, 404, 422, 503, 504)
            .AddOpenApiOperationTransformer(CaptionDescription.DescribeGet);

        captions.MapDelete("{sha256}", (HttpContext http, string sha256, CaptionEndpoints endpoints) => endpoints.DeleteAsync(http, sha256))
            .WithSummary("Forget a picture everywhere, for every tenant, within a second (admin)")
            .Produces(204)
            .ProducesProblems(400, 403, 404, 503, 504)
            .RequireAdmin();
    }
}
