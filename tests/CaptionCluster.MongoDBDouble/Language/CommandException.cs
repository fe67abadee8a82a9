namespace CaptionCluster.MongoDBDouble.Language;

/// <summary>An error reply, with the server's own code and its name.</summary>
internal sealed class CommandException(int code, string codeName, string message) : Exception(message)
{
    public int Code { get; } = code;

    public string CodeName { get; } = codeName;

    /// <summary>The double is asked for what it never learned: the test must know at once.</summary>
    public static CommandException Unknown(string what) =>
        new(9, "FailedToParse", $"The double does not know {what}. Teach it, or do without.");
}
