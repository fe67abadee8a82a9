using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Client.Sources;

/// <summary>Whether pictures are fetched from URLs, from where, and how. Section <c>CaptionCluster:Sources</c>.</summary>
internal sealed class SourceOptions : IValidatableObject
{
    public const string None = "none";
    public const string AllowList = "allow-list";
    public const string Public = "public";

    /// <summary>
    /// Which URLs pictures are fetched from: `none`, `allow-list` (hosts of <see cref="AllowedHosts"/>) or `public` (any host). Only public
    /// addresses are called in any case.
    /// </summary>
    [AllowedValues(None, AllowList, Public, ErrorMessage = "CaptionCluster:Sources:Urls must be none, allow-list or public.")]
    public string Urls { get; set; } = None;

    /// <summary>
    /// Hosts that `allow-list` fetches from, redirects included: `pictures.example.org`, or `*.example.org` for all below it.
    /// </summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>Ports that are called besides 80 and 443.</summary>
    public int[] FurtherPorts { get; set; } = [];

    /// <summary>
    /// Lets URLs reach loopback, private and other addresses that are not of the public internet: for tests, and where every caller is
    /// trusted with what this machine can reach.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>From looking up the host's address to the picture's last byte, redirects included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Slower sources are cut off, in bytes a second, and so are those that are silent for <see cref="SlowSourceGrace"/>.
    /// </summary>
    [Range(1, 1 << 30)]
    public int MinBytesPerSecond { get; set; } = 1024;

    /// <summary>
    /// How long a source may be silent in the middle of a picture, and how long it is given before its speed is looked at.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan SlowSourceGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Fetches this process has under way at the same time.</summary>
    [Range(1, 4096)]
    public int MaxConcurrency { get; set; } = 32;

    /// <summary>The most of <see cref="MaxConcurrency"/> to one host.</summary>
    [Range(1, 4096)]
    public int MaxPerHost { get; set; } = 4;

    /// <summary>The most of <see cref="MaxConcurrency"/> for one caller: a connection, an address, a key.</summary>
    [Range(1, 4096)]
    public int MaxPerCaller { get; set; } = 16;

    /// <summary>Fetches that wait for their turn, a quarter of them at most of one caller's; one more is answered with 429.</summary>
    [Range(4, 100_000)]
    public int MaxWaiting { get; set; } = 1024;

    /// <summary>How long a fetch waits for its turn. Then it is answered with 429.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What the service calls itself towards sources; null for `CaptionCluster/` and its version. An address to write to belongs here:
    /// `Example-Bot/1.0 (+https://example.org/bot)`.
    /// </summary>
    public string? UserAgent { get; set; }

    /// <summary>
    /// URLs of which is remembered what they last had, so that an unchanged picture is not downloaded again; 0 remembers none.
    /// </summary>
    [Range(0, 10_000_000)]
    public int MaxRemembered { get; set; } = 10_000;

    /// <summary>How long a picture is taken for unchanged without asking, at most; less where its `Cache-Control` says so.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MaxFreshness { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Urls == AllowList && AllowedHosts.Length == 0)
        {
            yield return new ValidationResult(
                "CaptionCluster:Sources:Urls is allow-list, and CaptionCluster:Sources:AllowedHosts names no host.");
        }

        foreach (var host in AllowedHosts.Where(host => Uri.CheckHostName(HostPattern.Bare(host)) == UriHostNameType.Unknown))
        {
            yield return new ValidationResult(
                $"CaptionCluster:Sources:AllowedHosts: '{host}' is neither a host (pictures.example.org) nor a pattern (*.example.org).");
        }

        foreach (var port in FurtherPorts.Where(port => port is < 1 or > ushort.MaxValue))
        {
            yield return new ValidationResult($"CaptionCluster:Sources:FurtherPorts: {port} is no port.");
        }

        using var message = new HttpRequestMessage();
        if (UserAgent is not null && !message.Headers.UserAgent.TryParseAdd(UserAgent))
        {
            yield return new ValidationResult(
                $"CaptionCluster:Sources:UserAgent: '{UserAgent}' is no User-Agent; 'Name/1.0 (+https://example.org)' is one.");
        }
    }
}
