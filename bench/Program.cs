using CaptionCluster.Bench;
using CaptionCluster.Bench.Bare;
using CaptionCluster.Bench.Cluster;

return args switch
{
    ["bare-loop", .. var rest] => await BareLoopProcess.RunAsync(rest),
    ["simulated-silo", .. var rest] => await SimulatedSilo.RunAsync(rest),
    ["bare-kestrel", .. var rest] => await BareKestrel.RunAsync(rest),
    _ when BenchOptions.TryParse(args, out var options) => await Bench.RunAsync(options),
    _ => BenchOptions.Explain(),
};
