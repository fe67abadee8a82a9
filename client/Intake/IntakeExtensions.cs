using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Imaging;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake;

internal static class IntakeExtensions
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public static void AddIntake(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ImagingOptions>().BindConfiguration("CaptionCluster:Imaging").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<IntakeOptions>().BindConfiguration("CaptionCluster:Intake").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ImagingOptions>, IOptions<IntakeOptions>>(Limit);
        services.AddSingleton<ImageReader>();
        services.AddSingleton<BufferBudget>();
        services.AddSingleton<BodyReader>();
        services.AddSingleton<MultipartUploadReader>();
        services.AddSingleton<JsonUploadReader>();
        services.AddSingleton<UploadReader>();
        services.AddSingleton<ManyReader>();
        services.AddSingleton<DecodeThreads>();
    }

    /// <summary>What Kestrel can refuse by itself, it refuses earliest: too long, too slow.</summary>
    private static void Limit(KestrelServerOptions kestrel, IOptions<ImagingOptions> imaging, IOptions<IntakeOptions> intake)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyReader.JsonBytesFor(imaging.Value.MaxBytes);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(intake.Value.MinBytesPerSecond, intake.Value.SlowUploadGrace);
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
    }
}
