using System.Globalization;
using CaptionCluster.Hosting;
using CaptionCluster.Inference;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        var loader = builder.Services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.Module.Assembly == typeof(IModelRepository).Assembly);
        builder.Services.Remove(loader);
        builder.Services.Replace(ServiceDescriptor.Singleton<IModelRepository>(
            _ => new OneModel(new SimulatedModel(TimeSpan.FromMilliseconds(int.Parse(args[0], CultureInfo.InvariantCulture))))));
        var app = builder.Build();
        await app.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private sealed class OneModel(SimulatedModel model) : IModelRepository, IDisposable
    {
        public IReadOnlyList<ICaptionModel> Models { get; } = [model];

        public ICaptionModel Get(ModelId id) => model;

        public void Dispose() => model.Dispose();
    }
}
