using System.Security.Cryptography;
using System.Text;
using CaptionCluster.Client.Intake.Many;

namespace CaptionCluster.Client.Jobs;

/// <summary>The SHA-256 of all that a request orders: equal for equal requests, whatever form they came in.</summary>
internal sealed class JobFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public JobFingerprint(JobRequest request)
    {
        Add(request.Key.ToString());
        Add(request.Webhook?.Url.AbsoluteUri);
        Add(request.Webhook?.Secret);
    }

    public void Add(ManyItem item)
    {
        if (item.Url is { } url) Add("url " + url); // What it has then is not what was ordered.
        else _hash.AppendData(item.Picture!.Digest.ToByteArray());
        Add(item.Name);
    }

    /// <summary>Null when there is no key to go with it.</summary>
    public IdempotencyKey? ToKey(string? value) =>
        value is null ? null : new IdempotencyKey(value, ImageDigest.FromBytes(_hash.GetCurrentHash()));

    public void Dispose() => _hash.Dispose();

    /// <summary>With its length, so that no two sequences of texts run together into one.</summary>
    private void Add(string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? "");
        _hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
        _hash.AppendData(bytes);
    }
}
