using Executor.GrainInterfaces;
using Executor.Silo.Emergency;

namespace Executor.Silo.Http;

/// <summary>Whether anything is entered at all, and the emergency brake.</summary>
internal static class FleetEndpoints
{
    /// <summary>Who changes the mode over HTTP, for the journal.</summary>
    public const string Operator = "operator";

    private const string NoReason = "OPERATOR";

    public static void MapFleet(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fleet", (IGrainFactory grains, CancellationToken cancellationToken) =>
            OnFleetAsync(grains, fleet => fleet.GetViewAsync(cancellationToken)));
        routes.MapPost("/fleet/pause", (string? reason, IGrainFactory grains, CancellationToken cancellationToken) =>
            Reasons.Objection(reason) ?? OnFleetAsync(grains, fleet => fleet.PauseAsync(reason ?? NoReason, Operator, cancellationToken))).RequireOperatorKey();
        routes.MapPost("/fleet/sleep", (string? reason, IGrainFactory grains, CancellationToken cancellationToken) =>
            Reasons.Objection(reason) ?? OnFleetAsync(grains, fleet => fleet.SleepAsync(reason ?? NoReason, Operator, cancellationToken))).RequireOperatorKey();
        routes.MapPost("/fleet/wake", (IGrainFactory grains, CancellationToken cancellationToken) =>
            OnFleetAsync(grains, fleet => fleet.WakeAsync(Operator, cancellationToken))).RequireOperatorKey();
        routes.MapPost("/fleet/shutdown", (bool? flatten, string? reason, EmergencyDesk desk, IGrainFactory grains, CancellationToken cancellationToken) =>
            Reasons.Objection(reason) ?? OnFleetAsync(grains, _ => desk.ShutdownAsync(flatten ?? false, reason ?? NoReason, Operator, cancellationToken)))
            .RequireOperatorKey();
    }

    private static async Task<IResult> OnFleetAsync(IGrainFactory grains, Func<IFleetGrain, Task<FleetView>> act)
    {
        try
        {
            var view = await act(grains.GetGrain<IFleetGrain>(0));
            return Results.Ok(FleetAnswer.Of(view, await PortfolioAsync(grains)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Problems.FleetNotReached(exception);
        }
    }

    /// <summary>Null when it cannot be asked: the mode is shown all the same.</summary>
    private static async Task<PortfolioView?> PortfolioAsync(IGrainFactory grains)
    {
        try
        {
            return await grains.GetGrain<IPortfolioGrain>(0).GetViewAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }
}
