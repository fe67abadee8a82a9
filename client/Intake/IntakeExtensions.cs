using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Intake.Decoding;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Imaging;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Intake;

internal static class IntakeExtensions
{
    /// <summary>Of each connection, before anybody reads: a hundred that wait for room should not hold a hundred megabytes.</summary>
    private const int UnreadBytes = 256 * 1024;

    private static readonly TimeSpan s_headersTimeout = TimeSpan.FromSeconds(10);

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
        services.AddHostedService<QuietMemory>();
        NativeHeap.GiveBackLargeBlocks();
    }

    /// <summary>
    /// What is too long is refused by whoever reads it, and beyond what is read on of it (see UnreadBodies) by Kestrel; so is what is too
    /// slow.
    /// </summary>
    private static void Limit(KestrelServerOptions kestrel, IOptions<ImagingOptions> imaging, IOptions<IntakeOptions> intake)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyReader.JsonBytesFor(imaging.Value.MaxBytes) + intake.Value.MaxUnreadBytes;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(intake.Value.MinBytesPerSecond, intake.Value.SlowUploadGrace);
        kestrel.Limits.MaxRequestBufferSize = UnreadBytes;
        kestrel.Limits.RequestHeadersTimeout = s_headersTimeout;
    }
}
