using Executor.Silo.Hosting;

namespace Executor.Silo.Http;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the silo is active, every position has answered once, every feed is
/// loaded, and the storage can be reached.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" }));
        routes.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
        {
            var problems = await readiness.CheckAsync(cancellationToken);
            return problems.IsEmpty
                ? Results.Ok(new { status = "ready", problems })
                : Results.Json(new { status = "not ready", problems }, statusCode: StatusCodes.Status503ServiceUnavailable);
        });
    }
}
