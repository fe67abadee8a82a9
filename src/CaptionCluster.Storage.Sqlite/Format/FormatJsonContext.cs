using System.Text.Json.Serialization;

namespace CaptionCluster.Storage.Sqlite.Format;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(KeyDocument))]
[JsonSerializable(typeof(CaptionDocument))]
internal sealed partial class FormatJsonContext : JsonSerializerContext;
