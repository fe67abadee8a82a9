using System.Text.Json.Serialization;

namespace CaptionCluster.Client.Http;

/// <summary>How all of it is written and read, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Caption))]
[JsonSerializable(typeof(AltText))]
[JsonSerializable(typeof(CaptionItem))]
[JsonSerializable(typeof(CaptionOptions))]
[JsonSerializable(typeof(WordsData))]
[JsonSerializable(typeof(ServedModels))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobPage))]
[JsonSerializable(typeof(ItemData))]
[JsonSerializable(typeof(EndData))]
[JsonSerializable(typeof(ProblemData))]
internal sealed partial class ClientJson : JsonSerializerContext;
