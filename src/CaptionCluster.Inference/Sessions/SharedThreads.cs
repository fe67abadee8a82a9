using Microsoft.ML.OnnxRuntime;

namespace CaptionCluster.Inference.Sessions;

/// <summary>
/// One pool of threads for every CPU session of the process, without spinning: encoder, decoder and discriminator run at the same time,
/// and threads that spin for one would take cores from the others.
/// </summary>
internal static class SharedThreads
{
    private static readonly Lock s_gate = new();

    /// <summary>False when someone else in the process made the environment first; sessions then bring their own threads.</summary>
    public static bool AreInUse { get; private set; }

    /// <param name="threads">The caller's own is one of them. Only the first call decides.</param>
    public static void Ensure(int threads)
    {
        lock (s_gate)
        {
            if (AreInUse || OrtEnv.IsCreated) return;
            using var threading = new OrtThreadingOptions
            {
                GlobalIntraOpNumThreads = threads,
                GlobalInterOpNumThreads = 1,
                GlobalSpinControl = false,
            };
            var environment = new EnvironmentCreationOptions
            {
                logId = "CaptionCluster",
                logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
                threadOptions = threading,
            };
            OrtEnv.CreateInstanceWithOptions(ref environment);
            AreInUse = true;
        }
    }
}
