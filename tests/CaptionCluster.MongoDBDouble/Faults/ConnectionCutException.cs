namespace CaptionCluster.MongoDBDouble.Faults;

/// <summary>A fault point wants the connection to break.</summary>
internal sealed class ConnectionCutException() : Exception("The connection is cut.");
