using System.Runtime.InteropServices;
using System.Text.Json;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenInference;

/// <summary>
/// An inference request (Open Inference Protocol 2, inference_rest.md): one input of BYTES, a picture each element; parameters are
/// decoding options by our names.
/// </summary>
internal sealed class InferRequest
{
    public const string InputName = "image";
    public const string BytesType = "BYTES";

    private readonly OptionText _options = new();
    private bool _outputsAreBinary;

    private InferRequest()
    {
    }

    /// <summary>Given back as it came; null for none.</summary>
    public string? Id { get; private set; }

    public InferInput Input { get; private set; } = null!;

    /// <summary>What is wanted, by name, and whether in binary; null for all.</summary>
    public IReadOnlyDictionary<string, bool>? Outputs { get; private set; }

    public RequestOptions Options { get; private set; } = RequestOptions.Default;

    public bool IsBinary(string output) => Outputs?.GetValueOrDefault(output) ?? _outputsAreBinary;

    /// <exception cref="CaptionClusterException">Not such a request.</exception>
    public static InferRequest Parse(JsonElement body, string model)
    {
        var request = new InferRequest();
        JsonElement outputs = default;
        foreach (var (name, value) in FacadeJson.Properties(body, "body").Select(property => (property.Name, property.Value)))
        {
            switch (name)
            {
                case "id": request.Id = FacadeJson.Text(value, name); break;
                case "parameters": request.TakeParameters(value); break;
                case "inputs": request.Input = InferInput.Parse(value); break;
                case "outputs": outputs = value; break;
                default:
                    throw new InvalidOptionException(
                        Excerpt.Of(name), $"'{Excerpt.Of(name)}' is unknown; known are id, parameters, inputs and outputs.");
            }
        }

        if (request.Input is null)
        {
            throw new InvalidOptionException("inputs", $"'inputs' is missing: one named '{InputName}' of {BytesType} is needed.");
        }
        if (outputs.ValueKind != JsonValueKind.Undefined) request.Outputs = OutputsOf(outputs, request._outputsAreBinary);
        request.Options = RequestOptions.From(request._options) with { Model = model };
        return request;
    }

    private void TakeParameters(JsonElement parameters)
    {
        foreach (var parameter in FacadeJson.Properties(parameters, "parameters"))
        {
            if (parameter.Name == "binary_data_output") _outputsAreBinary = FacadeJson.Flag(parameter.Value, parameter.Name);
            else TakeDecoding(parameter);
        }
    }

    private void TakeDecoding(JsonProperty parameter)
    {
        var json = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(parameter.Value));
        json.Read();
        _options.AddDecoding(parameter.Name, ref json);
    }

    private static Dictionary<string, bool> OutputsOf(JsonElement outputs, bool areBinary)
    {
        var wanted = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var output in FacadeJson.Items(outputs, "outputs"))
        {
            var (name, isBinary) = ("", areBinary);
            foreach (var property in FacadeJson.Properties(output, "outputs"))
            {
                if (property.Name == "name") name = FacadeJson.Text(property.Value, "outputs");
                else if (property.Name == "parameters") isBinary = BinaryOf(property.Value) ?? isBinary;
                else throw new InvalidOptionException("outputs", $"'{Excerpt.Of(property.Name)}' of an output is unknown.");
            }

            if (!InferAnswer.Outputs.Contains(name))
            {
                throw new InvalidOptionException(
                    "outputs", $"There is no output '{Excerpt.Of(name)}'; there is {string.Join(", ", InferAnswer.Outputs)}.");
            }
            if (!wanted.TryAdd(name, isBinary)) throw new InvalidOptionException("outputs", $"The output '{name}' is wanted twice.");
        }

        return wanted;
    }

    private static bool? BinaryOf(JsonElement parameters)
    {
        bool? isBinary = null;
        foreach (var parameter in FacadeJson.Properties(parameters, "outputs"))
        {
            isBinary = parameter.Name == "binary_data"
                ? FacadeJson.Flag(parameter.Value, parameter.Name)
                : throw new InvalidOptionException(
                    "outputs", $"The parameter '{Excerpt.Of(parameter.Name)}' of an output is not done here.");
        }

        return isBinary;
    }
}
