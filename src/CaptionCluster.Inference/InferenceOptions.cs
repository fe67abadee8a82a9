using System.ComponentModel.DataAnnotations;
using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Sessions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Inference;

/// <summary>Which models are served, on what, and how they batch.</summary>
public sealed class InferenceOptions
{
    /// <summary>A folder of model folders.</summary>
    [Required]
    public string Folder { get; set; } = "models";

    /// <summary>More folders of model folders.</summary>
    public string[] FurtherFolders { get; set; } = [];

    /// <summary>Which models beside the default one are served, by name; none named serves all that are there.</summary>
    public string[] Serve { get; set; } = [];

    [ValidateObjectMembers]
    public WatchOptions Watch { get; set; } = new();

    /// <summary>The model that a request without a model name gets.</summary>
    [Required]
    public string Default { get; set; } = "default";

    /// <summary><c>auto</c>, <c>float32</c>, or a suffix that the folder's graphs have: <c>int8</c>, <c>fp16</c>, …</summary>
    [Required]
    public string Variant { get; set; } = "auto";

    /// <summary>What ln(adequacy) counts beside a sentence's score when reranking.</summary>
    [Range(0.0, 100.0)]
    public double RerankWeight { get; set; } = 0.5;

    [ValidateObjectMembers]
    public DeviceOptions Device { get; set; } = new();

    [ValidateObjectMembers]
    public BatchQueueOptions Encoder { get; set; } = new() { MaxBatchSize = 16 };

    [ValidateObjectMembers]
    public BatchQueueOptions Decoder { get; set; } = new() { MaxBatchSize = 32 };

    [ValidateObjectMembers]
    public CohortOptions Cohorts { get; set; } = new();

    [ValidateObjectMembers]
    public BatchQueueOptions Discriminator { get; set; } = new() { MaxBatchSize = 16, MaxQueueDepth = 4096 };
}
