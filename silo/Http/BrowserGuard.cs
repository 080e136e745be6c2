using Executor.Silo.Configuration;

namespace Executor.Silo.Http;

/// <summary>
/// Keeps web pages out. A browser on this machine reaches loopback for every page it shows: a page of another site could post signals
/// (cross-site request), or read the answers under a name of its own that points here (DNS rebinding).
/// </summary>
internal static class BrowserGuard
{
    public static void UseBrowserGuard(this IApplicationBuilder app, SiloSettings settings) => app.Use(async (context, next) =>
    {
        if (Objection(context.Request, settings) is { } objection)
            await Problems.ForeignSite(objection).ExecuteAsync(context);
        else
            await next(context);
    });

    private static string? Objection(HttpRequest request, SiloSettings settings)
    {
        if (settings.IsLoopbackOnly && !SiloSettings.IsLoopback(request.Host.Host))
            return $"The host '{request.Host}' is not this machine's loopback.";
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return "Requests from the pages of other sites are refused.";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return $"The origin '{origin}' is not this host.";
        return null;
    }
}
