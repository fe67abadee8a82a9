using System.Net.Sockets;
using CaptionCluster.Inference;
using CaptionCluster.Inference.Sessions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Hosting.Tests.Start;

public sealed class StartFailureTests
{
    public static TheoryData<Exception, string> Foreseen() =>
        new()
        {
            { new ModelFolderException("There is no model folder."), "There is no model folder." },
            { new DeviceNotAvailableException("Install CUDA."), "Install CUDA." },
            { new StoreUnavailableException("The store is locked."), "The store is locked." },
            { new StartRefusedException("Set a key."), "Set a key." },
            {
                new OptionsValidationException("x", typeof(object), ["A is too large.", "B is\nmissing."]),
                "The configuration makes no sense: A is too large. B is missing."
            },
            {
                new IOException("Failed to bind to X: address already in use.", new AddressInUseException("")),
                "Failed to bind to X: address already in use. Stop what listens there or choose another with --urls."
            },
            { new SocketException((int)SocketError.AccessDenied), "The server can't listen where it is told to: Permission denied." },
            {
                new InvalidDataException("Failed to load appsettings.json.", new FormatException("A comma is missing.")),
                "Failed to load appsettings.json. A comma is missing."
            },
            {
                new AggregateException(
                    new StartRefusedException("One."),
                    new AggregateException(new StartRefusedException("Two."), new StartRefusedException("One."))
                ),
                $"One.{Environment.NewLine}Two."
            },
        };

    [Theory]
    [MemberData(nameof(Foreseen))]
    public void Explain_WhatWasForeseen_IsASentence(Exception failure, string sentence) =>
        Assert.Equal(sentence, StartFailure.Explain(failure));

    [Fact]
    public void Explain_WhatNobodyForesaw_KeepsItsStackTrace()
    {
        var bug = Assert.Throws<NullReferenceException>(() => ((string)null!).Length);

        Assert.Contains(nameof(Explain_WhatNobodyForesaw_KeepsItsStackTrace), StartFailure.Explain(bug), StringComparison.Ordinal);
    }

    [Fact]
    public void IsOurs_HostedByATest_LeavesTheFailureToIt() =>
        Assert.False(StartFailure.IsOurs(new StartRefusedException("No."), typeof(StartFailure).Assembly));
}
