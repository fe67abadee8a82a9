using System.Text.RegularExpressions;

namespace CaptionCluster.Inference.Tokenizers.Steps;

/// <summary>Puts a text in the place of whatever a pattern finds in a token.</summary>
internal sealed class ReplaceStep(Regex pattern, string content) : IDecoderStep
{
    public void Apply(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++) tokens[i] = Show(tokens[i]);
    }

    /// <remarks>The content is no template: a dollar sign means itself.</remarks>
    public string Show(string token) => pattern.Replace(token, _ => content);
}
