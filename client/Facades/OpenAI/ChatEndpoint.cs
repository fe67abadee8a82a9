using System.Text;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Models;

namespace CaptionCluster.Client.Facades.OpenAI;

/// <summary>OpenAI's chat completions with one picture.</summary>
internal sealed class ChatEndpoint(FacadeReader reader, FacadeCall call, ModelCatalog models, AltTextStyles styles, TimeProvider time)
{
    /// <summary>POST /openai/v1/chat/completions</summary>
    public async Task PostAsync(HttpContext http)
    {
        ChatRequest? asked = null;
        var outcome = await call.RunAsync(http, async cancellationToken =>
        {
            using var body = await reader.ReadJsonAsync(http.Request, cancellationToken);
            asked = ChatRequest.Parse(body.Root);
            var options = asked.OptionsFor(models.FindServed(asked.Model).Description);
            return new Upload(await reader.TakeUrlAsync(http.Request, body, asked.ImageUrl, cancellationToken), options);
        });
        var answer = new ChatAnswer(outcome, styles.Usual, time.GetUtcNow());
        if (asked!.IsStreamed) await StreamAsync(http, answer, asked.IncludesUsage);
        else await FacadeAnswer.WriteAsync(http.Response, answer.Whole());
    }

    private static async Task StreamAsync(HttpContext http, ChatAnswer answer, bool withUsage)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        foreach (var chunk in answer.Chunks(withUsage))
        {
            await http.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", Encoding.UTF8, http.RequestAborted);
        }
        await http.Response.WriteAsync("data: [DONE]\n\n", Encoding.UTF8, http.RequestAborted);
    }
}
