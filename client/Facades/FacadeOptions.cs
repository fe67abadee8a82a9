using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Facades;

/// <summary>Which other services' APIs are spoken, behind the same keys. Section <c>CaptionCluster:Facades</c>.</summary>
internal sealed class FacadeOptions
{
    public const string Section = "CaptionCluster:Facades";

    /// <summary>Azure Image Analysis 4.0 at <c>/computervision</c>.</summary>
    public bool Azure { get; set; } = true;

    /// <summary>OpenAI chat completions at <c>/openai/v1</c>.</summary>
    public bool OpenAI { get; set; } = true;

    /// <summary>Hugging Face image-to-text at <c>/huggingface</c>.</summary>
    public bool HuggingFace { get; set; } = true;

    /// <summary>The Open Inference Protocol at <c>/v2</c>.</summary>
    public bool OpenInference { get; set; } = true;

    /// <summary>The Model Context Protocol at <c>/mcp</c>.</summary>
    public bool Mcp { get; set; } = true;

    /// <summary>
    /// Bytes of a message to <c>/mcp</c>, a picture in base64 included. They are in memory about three times while it is answered.
    /// </summary>
    [Range(1 << 16, 1 << 30)]
    public int McpMaxBytes { get; set; } = 16 << 20;
}
