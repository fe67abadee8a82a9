using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>OpenAI's chat completions with one picture.</summary>
internal sealed class ChatEndpoint(
    FacadeReader reader, FacadeCall call, ModelCatalog models, AltTextStyles styles, ProblemReports problems, TimeProvider time)
{
    /// <summary>POST /openai/v1/chat/completions</summary>
    public async Task PostAsync(HttpContext http)
    {
        ChatRequest? asked = null;
        ChatStream? stream = null;
        try
        {
            var outcome = await call.RunAsync(http, ReadAsync, Begin);
            if (asked!.IsStreamed) await (stream ?? Begin(outcome.Known.Key))!.EndAsync(outcome);
            else await FacadeAnswer.WriteAsync(http.Response, ChatAnswer.Of(outcome, styles.Usual, time.GetUtcNow()));
        }
        catch (Exception error) when (stream is not null)
        {
            if (!await stream.TryFailAsync(error, problems)) throw;
        }

        async ValueTask<Upload> ReadAsync(CancellationToken cancellationToken)
        {
            using var body = await reader.ReadJsonAsync(http.Request, cancellationToken);
            asked = ChatRequest.Parse(body.Root);
            var options = asked.OptionsFor(models.FindServed(asked.Model).Description);
            return new Upload(await reader.TakeUrlAsync(http.Request, body, asked.ImageUrl, cancellationToken), options);
        }

        ChatStream? Begin(CaptionKey key) =>
            stream = asked!.IsStreamed ? new ChatStream(http, key, styles.Usual, asked.IncludesUsage, time) : null;
    }
}
