using System.Text.Json.Serialization;
using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Keys;

namespace CaptionCluster.Storage;

/// <summary>How stores write JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    Converters = [typeof(KeyJsonConverter)])]
[JsonSerializable(typeof(CaptionKey))]
[JsonSerializable(typeof(ModelId))]
[JsonSerializable(typeof(CaptionDocument))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(LogDocument))]
[JsonSerializable(typeof(ApiKeyDocument))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class StoreJson : JsonSerializerContext;
