using System.Runtime.CompilerServices;

namespace CaptionCluster.Client.Http;

/// <summary>The events of a caption that is being made.</summary>
internal static class WordsStream
{
    private const string OnceOnly = "It was not repeated: words of it were told already. Ask again for all of them.";

    public static async IAsyncEnumerable<CaptionUpdate> ReadAsync(
        Sender sender, Call call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await sender.OpenAsync(call, cancellationToken);
        var words = "";
        await foreach (var sent in EventStream.ReadAsync(response, cancellationToken, OnceOnly))
        {
            switch (sent.EventType)
            {
                case "words":
                    var data = Sender.Parse(sent.Data, ClientJson.Default.WordsData);
                    words = data.Text;
                    yield return new CaptionUpdate(words, data.Final, null);
                    break;
                case "caption":
                    yield return new CaptionUpdate(words, true, Sender.Parse(sent.Data, ClientJson.Default.Caption));
                    yield break;
                case "error":
                    throw new CaptionProblemException(Sender.Parse(sent.Data, ClientJson.Default.ProblemData));
            }
        }

        throw new CaptionConnectionException("The events ended before the caption.") { WhyNotAgain = OnceOnly };
    }
}
