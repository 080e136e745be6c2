using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Hosting;

namespace Executor.Silo.Http;

/// <summary>Who is traded: <c>GET /fleet/symbols</c>, <c>POST</c> and <c>DELETE /fleet/symbols/{symbol}</c>.</summary>
internal static class RosterEndpoints
{
    private const string NoReason = "OPERATOR";

    public static void MapRoster(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/fleet/symbols", (IGrainFactory grains, CancellationToken cancellationToken) =>
            OnFleetAsync(grains, async fleet => RosterAnswer.Of(await fleet.GetSymbolsAsync(cancellationToken))));
        routes.MapPost("/fleet/symbols/{symbol}", (string symbol, string? reason, RosterDesk desk, IGrainFactory grains, CancellationToken cancellationToken) =>
            Reasons.Objection(reason) ?? OnFleetAsync(grains, _ => AddAsync(symbol.ToUpperInvariant(), reason ?? NoReason, desk, cancellationToken))).RequireOperatorKey();
        routes.MapDelete("/fleet/symbols/{symbol}", (string symbol, string? reason, Roster roster, IGrainFactory grains, CancellationToken cancellationToken) =>
            Reasons.Objection(reason) ?? OnFleetAsync(grains, fleet => RemoveAsync(symbol.ToUpperInvariant(), reason ?? NoReason, roster, fleet, cancellationToken)))
            .RequireOperatorKey();
    }

    private static async Task<IResult> AddAsync(string symbol, string reason, RosterDesk desk, CancellationToken cancellationToken)
    {
        var addition = await desk.AddAsync(symbol, reason, FleetEndpoints.Operator, cancellationToken);
        return addition.Problems.IsEmpty ? RosterAnswer.Of(addition.Roster) : Problems.NotAdded(symbol, addition.Problems);
    }

    private static async Task<IResult> RemoveAsync(string symbol, string reason, Roster roster, IFleetGrain fleet, CancellationToken cancellationToken)
    {
        var known = await fleet.GetSymbolsAsync(cancellationToken);
        return known.All(each => each.Symbol != symbol)
            ? Problems.UnknownSymbol(symbol, roster)
            : RosterAnswer.Of(await fleet.RemoveSymbolAsync(symbol, reason, FleetEndpoints.Operator, cancellationToken));
    }

    private static async Task<IResult> OnFleetAsync(IGrainFactory grains, Func<IFleetGrain, Task<IResult>> act)
    {
        try
        {
            return await act(grains.GetGrain<IFleetGrain>(0));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Problems.FleetNotReached(exception);
        }
    }
}

/// <summary>Answer to the calls above.</summary>
/// <param name="Symbols">Every symbol that the fleet knows: the traded ones in order, those that leave, those that were taken out.</param>
internal sealed record RosterAnswer(ImmutableArray<RosterAnswerSymbol> Symbols)
{
    public static IResult Of(ImmutableArray<RosterSymbol> symbols) => Results.Ok(new RosterAnswer([.. symbols.Select(RosterAnswerSymbol.Of)]));
}

/// <summary>One symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Standing"><c>traded</c>; <c>leaving</c>: nothing is entered, its position is managed until it is flat; <c>out</c>.</param>
/// <param name="Source">What brought it there: <c>settings</c> (SYMBOLS), or <c>operator</c> at run time.</param>
/// <param name="IsConfigured">True when the silo that started last lists it in SYMBOLS.</param>
/// <param name="ChangedAt">When it was changed at run time, UTC.</param>
/// <param name="ChangedBy">By whom.</param>
/// <param name="Reason">Why.</param>
internal sealed record RosterAnswerSymbol(
    string Symbol, string Standing, string Source, bool IsConfigured, DateTimeOffset? ChangedAt, string? ChangedBy, string? Reason)
{
    public static RosterAnswerSymbol Of(RosterSymbol known) => new(
        known.Symbol, Word(known.Standing), known.ChangedAt is null ? "settings" : "operator", known.IsConfigured, known.ChangedAt, known.ChangedBy, known.Reason);

    private static string Word(RosterStanding standing) => standing switch
    {
        RosterStanding.Traded => "traded",
        RosterStanding.Leaving => "leaving",
        RosterStanding.Out => "out",
    };
}
