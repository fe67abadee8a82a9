namespace CaptionCluster.Client.Reference;

/// <summary>What <c>/</c> says when the web page was not built.</summary>
internal static class NotBuiltPage
{
    public const string Html = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>CaptionCluster</title></head>
        <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
        <h1>CaptionCluster</h1>
        <p>The service runs, but its web page was not built: that takes Node.js 20.19, 22.12 or later with npm. Install it and build again with <code>dotnet build client</code>.</p>
        <p>Everything else is here: <code>curl --data-binary @photo.jpg -H 'Content-Type: image/jpeg' <script>document.write(location.origin)</script>/v1/captions</code></p>
        <p>See the <a href="/docs">API reference</a>.</p>
        </body>
        </html>
        """;
}
