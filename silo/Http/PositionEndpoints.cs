using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;

namespace Executor.Silo.Http;

/// <summary>What the positions are, and the order to leave one.</summary>
internal static class PositionEndpoints
{
    private const string OperatorReason = "OPERATOR";

    public static void MapPositions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/positions", GetAllAsync);
        routes.MapGet("/positions/{symbol}", GetOneAsync);
        routes.MapPost("/positions/{symbol}/flatten", FlattenAsync).RequireOperatorKey();
        routes.MapPost("/positions/{symbol}/pause", PauseAsync).RequireOperatorKey();
        routes.MapPost("/positions/{symbol}/release", ReleaseAsync).RequireOperatorKey();
    }

    private static async Task<IResult> GetAllAsync(PositionReader positions, SiloSettings settings, CancellationToken cancellationToken)
    {
        var readings = await positions.ReadAllAsync(cancellationToken);
        return Results.Ok(new PositionList(
            settings.Mode,
            await positions.ReadModeAsync(cancellationToken),
            [.. readings.Where(reading => reading.View is not null).Select(reading => reading.View!)],
            [.. readings.Where(reading => reading.Problem is not null).Select(reading => new PositionProblem(reading.Symbol, reading.Problem!))],
            [.. readings.Where(reading => reading.IsLeaving).Select(reading => reading.Symbol)]));
    }

    private static Task<IResult> GetOneAsync(string symbol, Roster roster, IGrainFactory grains, CancellationToken cancellationToken) =>
        OnPositionAsync(symbol, roster, grains, async position => Results.Ok(await position.GetViewAsync(cancellationToken)));

    private static Task<IResult> FlattenAsync(
        string symbol, string? reason, Roster roster, IGrainFactory grains, CancellationToken cancellationToken)
    {
        return Reasons.Objection(reason) ?? OnPositionAsync(symbol, roster, grains, async position =>
        {
            await position.FlattenAsync(reason ?? OperatorReason, cancellationToken);
            return Results.Ok(await position.GetViewAsync(cancellationToken));
        });
    }

    private static Task<IResult> PauseAsync(
        string symbol, string? reason, Roster roster, IGrainFactory grains, CancellationToken cancellationToken) =>
        Reasons.Objection(reason) ?? OnPositionAsync(symbol, roster, grains, async position =>
        {
            await position.HoldAsync(reason ?? "no reason given", cancellationToken);
            return Results.Ok(await position.GetViewAsync(cancellationToken));
        });

    private static Task<IResult> ReleaseAsync(string symbol, Roster roster, IGrainFactory grains, CancellationToken cancellationToken) =>
        OnPositionAsync(symbol, roster, grains, async position =>
        {
            await position.ReleaseAsync(FleetEndpoints.Operator, cancellationToken);
            return Results.Ok(await position.GetViewAsync(cancellationToken));
        });

    private static async Task<IResult> OnPositionAsync(
        string symbol, Roster roster, IGrainFactory grains, Func<IPositionGrain, Task<IResult>> act)
    {
        var name = symbol.ToUpperInvariant();
        if (!roster.Now.Symbols.Contains(name, StringComparer.Ordinal))
            return Problems.UnknownSymbol(name, roster);
        try
        {
            return await act(grains.GetGrain<IPositionGrain>(name));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Problems.NotReached(name, exception);
        }
    }
}
