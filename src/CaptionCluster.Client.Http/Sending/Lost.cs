namespace CaptionCluster.Client.Http;

/// <summary>Tells connections that were lost, or never came about, from all that is otherwise wrong.</summary>
internal static class Lost
{
    /// <exception cref="CaptionConnectionException">The connection was lost.</exception>
    public static async Task<T> AsyncOf<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // A certificate that is not trusted is not the next time either.
            throw new CaptionConnectionException(
                "The service can't be reached, or the connection was lost: " + error.Message,
                error,
                isPassing: error is not HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError });
        }
        catch (OperationCanceledException error) when (error.InnerException is TimeoutException)
        {
            throw new CaptionConnectionException(
                "No answer within the HttpClient's Timeout; a larger one waits longer.", error, isPassing: false);
        }
    }
}
