using CaptionCluster.Bench;
using CaptionCluster.Bench.Bare;

return args switch
{
    ["bare-loop", .. var rest] => await BareLoopProcess.RunAsync(rest),
    ["bare-kestrel", .. var rest] => await BareKestrel.RunAsync(rest),
    _ => await Bench.RunAsync(BenchOptions.Parse(args)),
};
