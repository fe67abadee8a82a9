namespace CaptionCluster.Client.Sources.Guard;

/// <summary>None of a host's addresses may be called.</summary>
internal sealed class AddressRefusedException(string host) : HttpRequestException($"{host} is not on the public internet.");
