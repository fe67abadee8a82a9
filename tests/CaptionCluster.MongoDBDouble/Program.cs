using CaptionCluster.MongoDBDouble;

// The double as a process of its own, for tests whose silos are processes too:
//   dotnet run --project tests/CaptionCluster.MongoDBDouble -- [port]
// The first line out is its connection string. Lines in: down, up, hang, resume, quit. It ends with its input, and so with whoever started
// it.
await using var server = new MongoServerDouble(
    args is [var port, ..] ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : 0
);
Console.WriteLine(server.ConnectionString);
while (await Console.In.ReadLineAsync() is { } line && line != "quit")
{
    switch (line)
    {
        case "down":
            await server.GoDownAsync();
            break;
        case "up":
            server.ComeBack();
            break;
        case "hang":
            server.Faults.Hang();
            break;
        case "resume":
            server.Faults.Resume();
            break;
        default:
            await Console.Error.WriteLineAsync($"'{line}' is none of down, up, hang, resume, quit.");
            continue;
    }

    Console.WriteLine(line);
}
