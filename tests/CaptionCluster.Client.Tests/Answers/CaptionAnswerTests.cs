using System.Reflection;
using System.Text.Json;
using CaptionCluster.Client.Answers;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Choices;
using CaptionCluster.Client.Tests.Fakes;

namespace CaptionCluster.Client.Tests.Answers;

public sealed class CaptionAnswerTests
{
    /// <summary>What a job keeps is what an answer in short needs.</summary>
    [Fact]
    public void Of_JobsCaption_IsTheAnswerInShort()
    {
        var known = new KnownCaption(SampleCaptions.Digest(1), SampleCaptions.Key(), SampleCaptions.Sample());
        var outcome = new CaptionOutcome(known, CaptionSource.Computed, Stored: true);

        var kept = JobCaption.Of(known.Key, known.Caption, CaptionSource.Computed);

        Assert.Equal(CaptionAnswer.Of(outcome, Include.Nothing, Styles.Usual), CaptionAnswer.Of(known.Digest, kept, Styles.Usual));
    }

    /// <summary>
    /// A table has a column for each value of an answer in short, but for the picture's digest and how the answer came about.
    /// </summary>
    [Fact]
    public void Columns_AreTheValuesOfAnAnswerInShort()
    {
        string[] others = ["altAttribute", "altMarkdown", "sha256", "source", "stored", "timing", "tokens", "alternatives"];
        var values = PropertiesOf(typeof(CaptionAnswer))
            .SelectMany(property =>
                property.PropertyType == typeof(ImageAnswer) || property.PropertyType == typeof(ModelAnswer)
                    ? PropertiesOf(property.PropertyType)
                    : [property]
            );

        Assert.Equal(
            values
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                .Except(others)
                .Select(name => name == "name" ? "model" : name),
            CaptionAnswer.Columns.Select(column => column.Name)
        );
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
}
