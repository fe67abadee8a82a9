using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>Holds every answer that any test provokes against the API's description.</summary>
internal sealed class DescribedAnswers : IStartupFilter
{
    /// <summary>The client had left: nobody is answered.</summary>
    private const int ClientClosedRequest = 499;

    private readonly ConcurrentDictionary<string, bool> _isDescribed = new(StringComparer.Ordinal);
    private OpenApiDocument? _document;

    /// <summary>What was answered and is not in the description.</summary>
    public IEnumerable<string> Missing =>
        _isDescribed.Where(answer => !answer.Value).Select(answer => answer.Key).Order(StringComparer.Ordinal);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            try
            {
                await rest(http);
            }
            finally
            {
                await SeeAsync(http);
            }
        });
        next(app);
    };

    private async Task SeeAsync(HttpContext http)
    {
        if (
            (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint) is not RouteEndpoint endpoint
            || http.Response.StatusCode == ClientClosedRequest
        )
        {
            return;
        }

        var path = "/" + endpoint.RoutePattern.RawText?.Trim('/');
        if (!path.StartsWith("/v1/", StringComparison.Ordinal)) return;
        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        var status = http.Response.StatusCode.ToString(CultureInfo.InvariantCulture);
        var answer = $"{method} {path} {status}";
        if (_isDescribed.ContainsKey(answer)) return;
        _document ??= await http.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync();
        _isDescribed[answer] = _document.Paths.TryGetValue(path, out var item)
            && item.Operations?.GetValueOrDefault(new HttpMethod(method))?.Responses?.ContainsKey(status) == true;
    }
}
