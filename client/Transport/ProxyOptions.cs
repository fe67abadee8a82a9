using System.ComponentModel.DataAnnotations;
using System.Net;

namespace CaptionCluster.Client.Transport;

/// <summary>What stands between clients and this server. Section <c>CaptionCluster:Proxy</c>.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    /// <summary>
    /// What stands before every path, as in <c>/captions</c>, where a proxy hands it on. Requests without it are answered too.
    /// </summary>
    [RegularExpression(
        "(/[A-Za-z0-9._~-]+)*",
        ErrorMessage = "CaptionCluster:Proxy:PathBase must be like /captions: a slash before each part, none at the end."
    )]
    public string PathBase { get; set; } = "";

    /// <summary>
    /// Addresses and networks (<c>10.0.0.0/8</c>) of proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Prefix</c> are believed.
    /// With none, nobody's are.
    /// </summary>
    [Required]
    public string[] Known { get; set; } = [];

    public IEnumerable<IPNetwork> Networks => Known.Select(text => Read(text)!.Value);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from text in Known
        where Read(text) is null
        select new ValidationResult($"CaptionCluster:Proxy:Known: '{text}' is no address and no network like 10.0.0.0/8.", [nameof(Known)]);

    private static IPNetwork? Read(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
