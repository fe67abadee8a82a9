using CaptionCluster.Hosting;

var program = typeof(Program).Assembly;
try
{
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = ProgramFolder.ContentRoot(program, args) }
    );
    builder.AddCaptionSilo();
    builder.AddCaptionTelemetry("captioncluster-silo");

    var app = builder.Build();
    app.MapCaptionHealth();
    app.MapCaptionMetrics();
    await app.RunToEndAsync();
    return 0;
}
catch (Exception error) when (StartFailure.IsOurs(error, program))
{
    return StartFailure.Tell(error);
}
