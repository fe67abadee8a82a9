using CaptionCluster.Storage.PostgreSQL.Captions;
using CaptionCluster.Storage.PostgreSQL.Jobs;
using CaptionCluster.Testing.Needs;
using CaptionCluster.Testing.Processes;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.PostgreSQL.Tests;

[Collection(ServerTests.Name)]
public sealed class RegistrationTests(SharedPostgreSQLServer server)
{
    [NeedsFact(PostgreSQLServer.Program)]
    public async Task Host_StoppedWithoutDisposing_HasWritten()
    {
        await using var room = new Room(server.ConnectionString);
        var host = Build(("ConnectionString", server.ConnectionString), ("Schema", room.Schema));
        await host.StartAsync();
        Assert.IsType<PostgreSQLJobStore>(host.Services.GetRequiredService<IJobStore>());
        var captions = Assert.IsType<PostgreSQLCaptionStore>(host.Services.GetRequiredService<ICaptionStore>());
        var put = captions.PutAsync(StoredCaptions.Make(1), CancellationToken.None);

        await host.StopAsync();

        await put;
        host.Dispose();
    }

    [Theory]
    [InlineData("ConnectionString", "")]
    [InlineData("ConnectionString", "Host=h;Port=s3cr3t")]
    [InlineData("Schema", "a.b")]
    [InlineData("Schema", "Upper")]
    [InlineData("OperationTimeout", "00:00:00")]
    [InlineData("MaxBatchSize", "0")]
    [InlineData("MaxQueueDepth", "0")]
    public async Task Host_OptionOutOfRange_RefusesToStartAndNamesIt(string option, string value)
    {
        using var host = Build(("ConnectionString", "Host=h"), (option, value));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    private static IHost Build(params (string Option, string Value)[] options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        foreach (var (option, value) in options) builder.Configuration[$"PostgreSQL:{option}"] = value;
        builder.Services.AddPostgreSQLStore(builder.Configuration.GetSection("PostgreSQL"));
        return builder.Build();
    }
}
