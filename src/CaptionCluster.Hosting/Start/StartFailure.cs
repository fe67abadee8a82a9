using System.Net.Sockets;
using System.Reflection;
using CaptionCluster.Inference;
using CaptionCluster.Inference.Sessions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting;

/// <summary>Tells whoever started a program, in a sentence, why it did not start. What nobody foresaw keeps its stack trace.</summary>
public static class StartFailure
{
    private const int ExitCode = 1;

    private static Secrets? s_secrets;

    /// <summary>False where another program hosts this one, as tests do: the exception is for its host.</summary>
    public static bool IsOurs(Exception failure, Assembly program) =>
        failure is not HostAbortedException && Assembly.GetEntryAssembly() == program;

    /// <returns>The exit code.</returns>
    public static int Tell(Exception failure)
    {
        var text = Explain(failure);
        Console.Error.WriteLine(s_secrets?.Redact(text) ?? text);
        return ExitCode;
    }

    /// <summary>Of what is told from now on. For the process, as a start that fails may leave nothing else to ask.</summary>
    internal static void Hide(Secrets secrets) => s_secrets = secrets;

    internal static string Explain(Exception failure)
    {
        if (failure is AggregateException several)
        {
            return string.Join(Environment.NewLine, several.Flatten().InnerExceptions.Select(Explain).Distinct(StringComparer.Ordinal));
        }

        return Sentence(failure) is { } sentence ? sentence.ReplaceLineEndings(" ") : $"The start failed: {failure}";
    }

    private static string? Sentence(Exception failure) =>
        failure switch
        {
            CaptionClusterException or StartRefusedException or ModelFolderException or DeviceNotAvailableException => failure.Message,
            OptionsValidationException e => $"The configuration makes no sense: {string.Join(' ', e.Failures)}",
            IOException { InnerException: AddressInUseException } =>
                $"{failure.Message.TrimEnd('.')}. Stop what listens there or choose another with --urls.",
            SocketException => $"The server can't listen where it is told to: {failure.Message}.",
            FormatException or InvalidDataException => WithReason(failure),
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => WithReason(failure),
            _ => null,
        };

    private static string WithReason(Exception failure) =>
        failure.InnerException is { } reason ? $"{failure.Message} {reason.Message}" : failure.Message;
}
