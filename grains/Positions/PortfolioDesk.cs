using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Portfolio;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Positions;

/// <summary>Gets a position its place in the portfolio, when places are limited.</summary>
internal sealed class PortfolioDesk(IGrainFactory grains, PortfolioLimits limits, TimeProvider clock, TimeSpan patience, ILogger logger)
{
    private string? _counted;

    /// <summary>Reserves what <paramref name="next"/> opens; the closed gate when it may not. Whoever cannot be asked has not granted anything.</summary>
    public async Task<EntryGate?> ReserveAsync(PositionState present, PositionState next)
    {
        if (limits.AreOff || present.Trade is not null || next.Trade is not { } trade)
            return null;
        try
        {
            var answer = await Portfolio.ReserveAsync(Of(next.Symbol, trade), CancellationToken.None).WaitAsync(patience, clock);
            if (answer.Reason is not null)
                return new EntryGate(answer.Reason, answer.Detail);
            _counted = trade.Key;
            return null;
        }
        catch (Exception exception) // the place may be taken now; a sweep of the portfolio frees it
        {
            logger.PortfolioNotAsked(exception, next.Symbol);
            return new EntryGate("account_unavailable", $"The limits of the portfolio cannot be asked for: {exception.Message}");
        }
    }

    /// <summary>Has a trade counted that was opened by another activation, perhaps before there were limits.</summary>
    public async Task AdoptAsync(PositionState state)
    {
        if (limits.AreOff || state.Trade is not { } trade || _counted == trade.Key)
            return;
        try
        {
            await Portfolio.AdoptAsync(Of(state.Symbol, trade), CancellationToken.None).WaitAsync(patience, clock);
            _counted = trade.Key;
        }
        catch (Exception exception) // the next turn tries again
        {
            logger.PortfolioNotAsked(exception, state.Symbol);
        }
    }

    private IPortfolioGrain Portfolio => grains.GetGrain<IPortfolioGrain>(0);

    private static EntryReservation Of(string symbol, Trade trade) => new()
    {
        Symbol = symbol,
        TradeKey = trade.Key,
        Notional = trade.Plan.Entry * trade.Plan.Quantity,
        Risk = Math.Abs(trade.Plan.Entry - trade.Plan.Stop) * trade.Plan.Quantity,
    };
}
