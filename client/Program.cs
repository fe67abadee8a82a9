using CaptionCluster.Client.Access;
using CaptionCluster.Client.Access.Keys;
using CaptionCluster.Client.Access.Sessions;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Corrections;
using CaptionCluster.Client.Facades;
using CaptionCluster.Client.Jobs;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Observatory;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Reference;
using CaptionCluster.Client.Sources;
using CaptionCluster.Client.Transport;
using CaptionCluster.Hosting;

if (ModelCheckCommand.IsAsked(args)) return await ModelCheckCommand.RunAsync(args, Console.Out);
if (KeysCommand.IsAsked(args)) return await KeysCommand.RunAsync(args, Console.Out, Console.Error);
var program = typeof(Program).Assembly;
try
{
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = ProgramFolder.ContentRoot(program, args) }
    );
    builder.AddCaptionClient();
    builder.AddCaptionTelemetry("captioncluster-front");
    builder.AddProblems();
    builder.AddTransport();
    builder.AddAccess();
    builder.AddSources();
    builder.AddCaptions();
    builder.AddBatches();
    builder.AddCorrections();
    builder.AddJobs();
    builder.AddFacades();
    builder.AddObservatory();
    builder.AddReference();
    builder.Services.AddHostedService<ReadyLine>();

    var app = builder.Build();
    app.UseTracedRequests();
    app.UseProblems();
    app.UseAccess();
    app.UseTransport();
    app.MapCaptions();
    app.MapBatches();
    app.MapCorrections();
    app.MapJobs();
    app.MapModels();
    app.MapFacades();
    app.MapObservatory();
    app.MapKeys();
    app.MapSessions();
    app.MapReference();
    app.MapCaptionHealth();
    app.MapCaptionMetrics().RequireAuthorization(AccessScope.Metrics);
    app.MapCaptionDashboard()?.RequireAdmin();
    app.MapPage();
    await app.RunToEndAsync();
    return 0;
}
catch (Exception error) when (StartFailure.IsOurs(error, program))
{
    return StartFailure.Tell(error);
}
