using CaptionCluster.Client.Intake;

namespace CaptionCluster.Client.Facades;

/// <summary>Reads the body of a facade's request, within the budgets and limits of every other upload.</summary>
internal sealed class FacadeReader(BodyReader body)
{
    /// <summary>The body is the picture.</summary>
    public async ValueTask<Picture> ReadPictureAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = BodyReader.CallerOf(request);
        var bytes = await body.ReadAsync(caller, request.BodyReader, request.ContentLength, body.MaxImageBytes, cancellationToken);
        return body.PictureOf(caller, bytes, bytes.Memory);
    }

    /// <summary>The body is JSON; its receiver disposes of it.</summary>
    public async ValueTask<FacadeBody> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = BodyReader.CallerOf(request);
        var bytes = await body.ReadTextAsync(caller, request.BodyReader, request.ContentLength, cancellationToken);
        try
        {
            return new FacadeBody(body, caller, bytes, FacadeJson.Parse(bytes.Memory));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }
}
