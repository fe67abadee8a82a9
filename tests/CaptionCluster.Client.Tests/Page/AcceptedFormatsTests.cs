using CaptionCluster.Imaging;
using CaptionCluster.Testing;

namespace CaptionCluster.Client.Tests.Page;

public sealed class AcceptedFormatsTests
{
    [Fact]
    public void Page_WhatItOffers_IsWhatTheServerAccepts()
    {
        var page = File.ReadAllText(Path.Combine(Fixtures.Repository, "client", "web", "src", "photos", "formats.ts"));

        Assert.Contains($"acceptedNames = '{AcceptedFormats.Names}'", page, StringComparison.Ordinal);
        Assert.Contains($"acceptedFiles = '{AcceptedFormats.FileTypes}'", page, StringComparison.Ordinal);
    }
}
