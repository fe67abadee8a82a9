using System.Globalization;

namespace CaptionCluster.Cluster.Tests.Processes;

internal sealed class SiloProcess(params IEnumerable<string> arguments) : WebProcess("silo", BuiltPrograms.Silo,
[
    "--CaptionCluster:Cluster:SiloPort", FreePort.Next().ToString(CultureInfo.InvariantCulture),
    "--CaptionCluster:Cluster:GatewayPort", FreePort.Next().ToString(CultureInfo.InvariantCulture),
    .. arguments,
]);
