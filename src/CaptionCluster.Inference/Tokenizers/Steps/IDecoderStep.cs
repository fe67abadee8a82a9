namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>One step of tokenizer.json's decoder, as Hugging Face's tokenizers define it.</summary>
internal interface IDecoderStep
{
    /// <summary>Changes the tokens of a sentence in place; there may be fewer afterwards.</summary>
    void Apply(List<string> tokens);

    /// <summary>A token by itself, as shown to people.</summary>
    string Show(string token) => token;
}
