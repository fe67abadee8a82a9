namespace CaptionCluster.Client.Captions;

/// <summary>Settles whether and how tokens are drawn. Where nothing is drawn, its options are no part of the key.</summary>
internal static class SamplingChoice
{
    private const double MinTemperature = 0.05;
    private const double MaxTemperature = 5;
    private const double MinTopP = 0.01;
    private const int MaxTopK = 1000;

    /// <exception cref="InvalidOptionException">Out of range, or options that contradict each other.</exception>
    public static DecodingOptions Settle(DecodingOptions settled, RequestOptions request, ModelDescription model)
    {
        var draws = request.DoSample ?? (model.Decoding.DoSample && settled.NumBeams == 1);
        if (!draws)
        {
            return request.ShapesSampling
                ? throw new InvalidOptionException(OptionNames.DoSample, "'temperature', 'topK', 'topP' and 'seed' say how tokens are drawn: they need 'doSample'.")
                : settled with { DoSample = false };
        }

        if (settled.NumBeams > 1) throw new InvalidOptionException(OptionNames.DoSample, "'doSample' draws one sentence: it needs 'numBeams' of 1.");
        return settled with
        {
            DoSample = true,
            Temperature = DecodingChoice.Within(OptionNames.Temperature, request.Temperature ?? model.Decoding.Temperature, MinTemperature, MaxTemperature),
            TopK = DecodingChoice.Within(OptionNames.TopK, request.TopK ?? model.Decoding.TopK, 0, MaxTopK),
            TopP = DecodingChoice.Within(OptionNames.TopP, request.TopP ?? model.Decoding.TopP, MinTopP, 1),
            Seed = DecodingChoice.Within(OptionNames.Seed, request.Seed ?? 0, 0, int.MaxValue),
        };
    }
}
