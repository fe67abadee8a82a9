using System.Globalization;
using CaptionCluster.Hosting;
using CaptionCluster.Inference;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Bench.Cluster;

/// <summary>A silo as it is, but for its model.</summary>
internal static class SimulatedSilo
{
    /// <param name="args">Milliseconds a batch, then the silo's settings.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args[1..]);
        builder.AddCaptionSilo();
        using var model = new SimulatedModel(TimeSpan.FromMilliseconds(int.Parse(args[0], CultureInfo.InvariantCulture)));
        builder.Services.ReplaceCaptionModels(new OneModel(model));
        var app = builder.Build();
        await app.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private sealed class OneModel(SimulatedModel model) : IModelRepository
    {
        public IReadOnlyList<ICaptionModel> Models { get; } = [model];

        public ICaptionModel Get(ModelId id) => model;
    }
}
