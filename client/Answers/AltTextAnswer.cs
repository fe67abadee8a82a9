using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CaptionCluster.Client.AltText;

namespace CaptionCluster.Client.Answers;

/// <summary>An alt text, and what it rests on. Each member is the one of the caption's answer.</summary>
internal sealed record AltTextAnswer(
    string AltText,
    string AltAttribute,
    string AltMarkdown,
    bool Decorative,
    bool UnreadText,
    bool Publishable,
    string Caption,
    [property: AllowedValues("model", "person")] string Author,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Quality,
    ImageAnswer Image,
    ModelAnswer Model,
    [property: AllowedValues("computed", "coalesced", "hit")] string Source,
    bool Stored,
    Verdict? Reason = null
)
{
    public static AltTextAnswer Of(CaptionAnswer answer) =>
        new(
            answer.AltText,
            answer.AltAttribute,
            answer.AltMarkdown,
            answer.Decorative,
            answer.UnreadText,
            answer.Publishable,
            answer.Caption,
            answer.Author,
            answer.Quality,
            answer.Image,
            answer.Model,
            answer.Source,
            answer.Stored,
            answer.Reason
        );
}
