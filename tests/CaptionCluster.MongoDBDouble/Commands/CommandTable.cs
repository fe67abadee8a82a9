using CaptionCluster.MongoDBDouble.Data;
using CaptionCluster.MongoDBDouble.Faults;
using CaptionCluster.MongoDBDouble.Language;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Commands;

/// <summary>Executes commands by name, one at a time: each is atomic.</summary>
internal sealed class CommandTable
{
    private static readonly HashSet<string> s_open = ["hello", "isMaster", "ismaster", "ping", "saslStart"];

    private readonly Lock _lock = new();
    private readonly DoubleData _data = new();
    private readonly FaultSwitches _faults;
    private readonly RetriedWrites _retried = new();
    private readonly Dictionary<string, Func<BsonDocument, BsonDocument>> _commands;

    public CommandTable(FaultSwitches faults, string address)
    {
        _faults = faults;
        var hello = new HelloCommand(address);
        var reads = new ReadCommands(_data);
        var writes = new WriteCommands(_data);
        var indexes = new IndexCommands(_data);
        _commands = new(StringComparer.Ordinal)
        {
            ["hello"] = hello.Execute,
            ["isMaster"] = hello.Execute,
            ["ismaster"] = hello.Execute,
            ["ping"] = _ => Replies.Ok(),
            ["endSessions"] = _ => Replies.Ok(),
            ["saslStart"] = _ => Replies.Error(18, "AuthenticationFailed", "Authentication failed."),
            ["find"] = reads.Find,
            ["getMore"] = reads.GetMore,
            ["killCursors"] = reads.KillCursors,
            ["aggregate"] = reads.Aggregate,
            ["distinct"] = reads.Distinct,
            ["insert"] = writes.Insert,
            ["update"] = writes.Update,
            ["delete"] = writes.Delete,
            ["findAndModify"] = writes.FindAndModify,
            ["createIndexes"] = indexes.Create,
            ["listIndexes"] = indexes.List,
            ["drop"] = indexes.Drop,
            ["dropDatabase"] = indexes.DropDatabase,
        };
    }

    /// <exception cref="ConnectionCutException">A fault point wants it so.</exception>
    public BsonDocument Execute(BsonDocument command)
    {
        var name = command.GetElement(0).Name;
        if (_faults.RefusesEverybody && !s_open.Contains(name))
        {
            return Replies.Error(13, "Unauthorized", $"Command {name} requires authentication");
        }

        var fault = _faults.Take(name);
        if (fault is { Timing: FaultTiming.Before }) return fault.Reply ?? throw new ConnectionCutException();
        var reply = ExecuteOnce(name, command);
        return fault is null ? reply : fault.Reply ?? throw new ConnectionCutException();
    }

    public void RemoveExpired(DateTime now)
    {
        lock (_lock) _data.RemoveExpired(now);
    }

    private BsonDocument ExecuteOnce(string name, BsonDocument command)
    {
        if (!_commands.TryGetValue(name, out var execute)) return Replies.Error(59, "CommandNotFound", $"The double has no command {name}");
        try
        {
            lock (_lock) return _retried.Once(command, execute);
        }
        catch (CommandException error)
        {
            return Replies.Error(error.Code, error.CodeName, error.Message);
        }
    }
}
