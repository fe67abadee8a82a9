using CaptionCluster.Clustering.PostgreSQL.Tests;
using Microsoft.Extensions.Hosting;

// The silo that ClusterTests starts: connection string, cluster. Says "active" when it is, and stops when its input ends.
var host = await SiloHost.StartAsync(args[0], args[1]);
Console.WriteLine("active");
await Console.In.ReadToEndAsync();
await host.StopAsync();
