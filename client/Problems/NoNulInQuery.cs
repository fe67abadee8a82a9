namespace CaptionCluster.Client.Problems;

/// <summary>
/// For queries that the framework binds: .NET's parsers of numbers pass over a NUL at the end, so that <c>1%00</c> would be 1.
/// </summary>
internal sealed class NoNulInQuery : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var (name, values) in context.HttpContext.Request.Query)
        {
            if (values.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true))
            {
                throw new InvalidOptionException(Excerpt.Of(name), $"'{Excerpt.Of(name)}' has a NUL in its value.");
            }
        }

        return next(context);
    }
}
