using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace CaptionCluster.Hosting;

/// <summary>
/// What <c>OTEL_EXPORTER_OTLP_*</c> says for one signal. The SDK reads what holds for all of them, we what is said for one.
/// </summary>
internal static class OtlpSettings
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private static readonly string[] s_headers = [Prefix + "HEADERS", .. Signal.All.Select(signal => $"{Prefix}{signal}_HEADERS")];
    private static readonly string[] s_files = [Prefix + "CERTIFICATE", Prefix + "CLIENT_CERTIFICATE", Prefix + "CLIENT_KEY"];

    public static Action<OtlpExporterOptions> Of(IConfiguration configuration, string signal) =>
        options =>
        {
            string? Said(string name) =>
                configuration[$"{Prefix}{signal}_{name}"] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

            if (Uri.TryCreate(Said("ENDPOINT"), UriKind.Absolute, out var endpoint))
            {
                options.Endpoint = endpoint; // As it is: no path is added to it.
            }

            if (Said("HEADERS") is { } headers)
            {
                options.Headers = headers;
            }

            if (int.TryParse(Said("TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out var timeout))
            {
                options.TimeoutMilliseconds = timeout;
            }

            options.Protocol = Said("PROTOCOL") switch
            {
                "grpc" => OtlpExportProtocol.Grpc,
                "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
                _ => options.Protocol,
            };
            options.Compression = Said("COMPRESSION") switch
            {
                "gzip" => OtlpExportCompression.GZip,
                "none" => OtlpExportCompression.None,
                _ => options.Compression,
            };
        };

    /// <summary>What would fail in the middle of the start, some of it with a header's value in the message.</summary>
    /// <exception cref="StartRefusedException">It names the variable, never what is in it.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (Array.Find(s_headers, variable => !AreHeaders(configuration[variable])) is { } headers)
        {
            throw new StartRefusedException(
                $"{headers} can't be read: it must be a list like name=value,name=value, with a value's blanks, commas and accents "
                + "percent-encoded."
            );
        }

        if (Array.Find(s_files, variable => configuration[variable] is { Length: > 0 } path && !File.Exists(path)) is { } file)
        {
            throw new StartRefusedException($"{file} names a file that is not there.");
        }
    }

    private static bool AreHeaders(string? text) =>
        string.IsNullOrEmpty(text) || Array.TrueForAll(Uri.UnescapeDataString(text).Split(','), IsHeader);

    private static bool IsHeader(string pair)
    {
        using var request = new HttpRequestMessage();
        try
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value]) return false;
            request.Headers.Add(name, value);
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
