using CaptionCluster.Clustering.MongoDB.Tests;
using Microsoft.Extensions.Hosting;

// The silo that TwoProcessesTests starts: connection string, database, cluster. Says "active" when it is, and stops when its input ends.
var host = await SiloHost.StartAsync(args[0], args[1], args[2]);
Console.WriteLine("active");
await Console.In.ReadToEndAsync();
await host.StopAsync();
