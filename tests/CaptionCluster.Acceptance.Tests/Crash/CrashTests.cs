using CaptionCluster.Acceptance.Tests.Support;
using CaptionCluster.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace CaptionCluster.Acceptance.Tests.Crash;

/// <summary>The process is killed under load, again and again: whatever it had answered is there afterwards.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_UnderLoad20Times_WhatWasAnsweredIsAHitWithoutInference()
    {
        var answered = new List<AnsweredPicture>();
        var last = new List<AnsweredPicture>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await ServerProcess.StartClientAsync(_folder);
            await ExpectKnownAsync(server, last);
            last = await new DoomedLoad(server).RunAsync(answers: 10 + (7 * round % 50));
            answered.AddRange(last);
            ExpectCleanStore(round);
        }

        await using var survivor = await ServerProcess.StartClientAsync(_folder);
        await ExpectKnownAsync(survivor, answered);
    }

    private static async Task ExpectKnownAsync(ServerProcess server, List<AnsweredPicture> pictures)
    {
        await Parallel.ForEachAsync(pictures, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (picture, _) =>
        {
            var answer = await server.Http.CaptionAsync(picture.Bytes);
            Assert.Equal("hit", answer.Source);
            Assert.Equal(picture.Caption, answer.Caption);
        });
        Assert.Equal(0, await server.Metrics.ReadAsync("caption_inference_total"));
    }

    /// <summary>Of a copy: what the next start finds is left to it.</summary>
    private void ExpectCleanStore(int round)
    {
        var copy = Directory.CreateDirectory(_folder.At($"copy-{round}")).FullName;
        foreach (var file in Directory.EnumerateFiles(_folder.At("data"))) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(copy, "captions.db")};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }
}

internal sealed record AnsweredPicture(byte[] Bytes, string Caption);
