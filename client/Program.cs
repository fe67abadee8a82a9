using CaptionCluster.Client.Access;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Page;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Reference;
using CaptionCluster.Client.Startup;
using CaptionCluster.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddCaptionClient();
builder.AddCaptionTelemetry();
builder.AddProblems();
builder.AddAccess();
builder.AddCaptions();
builder.AddReference();
builder.Services.AddHostedService<ReadyLine>();

var app = builder.Build();
app.UseProblems();
app.UseAccess();
app.MapCaptions();
app.MapModels();
app.MapReference();
app.MapCaptionHealth();
app.MapCaptionMetrics();
app.MapCaptionDashboard();
app.MapPage();
app.Run();
