using CaptionCluster.Storage.Sqlite.Opening;
using CaptionCluster.Testing.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite.Tests;

public sealed class RegistrationTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Host_StoppedWithoutDisposing_HasWrittenAndClosed()
    {
        var host = Build(("Folder", _folder.Path));
        await host.StartAsync();
        await host.Services.GetRequiredService<ICaptionStore>().PutAsync(StoredCaptions.Make(1), CancellationToken.None);

        await host.StopAsync();

        Assert.False(File.Exists(_folder.File + "-wal"));
        using var connection = _folder.Connect();
        Assert.Equal(1, connection.Scalar("SELECT count(*) FROM captions"));
        host.Dispose();
    }

    [Fact]
    public async Task Host_FileIsNotADatabase_RefusesToStart()
    {
        await File.WriteAllTextAsync(_folder.File, new string('x', 10_000));
        using var host = Build(("Folder", _folder.Path));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.StartAsync());
    }

    [Theory]
    [InlineData("", "captions.db", "256")]
    [InlineData("data", "../captions.db", "256")]
    [InlineData("data", "captions.db", "0")]
    public async Task Host_OptionOutOfRange_RefusesToStart(string folder, string file, string group)
    {
        using var host = Build(("Folder", folder), ("FileName", file), ("MaxGroupSize", group));

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }

    private static IHost Build(params (string Option, string Value)[] options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        foreach (var (option, value) in options) builder.Configuration[$"Store:{option}"] = value;
        builder.Services.AddSqliteStore(builder.Configuration.GetSection("Store"));
        return builder.Build();
    }
}
