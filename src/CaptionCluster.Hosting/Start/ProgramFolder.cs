using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace CaptionCluster.Hosting;

/// <summary>Where a program's settings, page, models and data lie, wherever it is started from.</summary>
public static class ProgramFolder
{
    private const string ContentRootKey = "contentRoot";

    /// <summary>
    /// The project's folder for a program that was built from source, so that data outlives its build output; else the folder the program
    /// itself lies in. Null when arguments or environment name one.
    /// </summary>
    public static string? ContentRoot(Assembly program, string[] arguments) =>
        IsNamed(arguments) ? null : ContentRoot(program.GetName().Name + ".csproj", AppContext.BaseDirectory);

    internal static string ContentRoot(string projectFile, string baseDirectory)
    {
        for (var folder = new DirectoryInfo(baseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, projectFile))) return folder.FullName;
        }

        return baseDirectory;
    }

    private static bool IsNamed(string[] arguments) => new ConfigurationBuilder()
        .AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(arguments)
        .Build()[ContentRootKey] is not null;
}
