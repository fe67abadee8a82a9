using CaptionCluster.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddCaptionSilo();
builder.AddCaptionTelemetry();

var app = builder.Build();
app.MapCaptionHealth();
app.MapCaptionMetrics();
app.Run();
