namespace CaptionCluster.Inference.Sessions;

/// <summary>The device that was asked for can't be used; the message says what to install.</summary>
public sealed class DeviceNotAvailableException(string message, Exception? inner = null) : Exception(message, inner);
