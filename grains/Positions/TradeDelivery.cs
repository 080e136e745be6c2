using Executor.Core.Ledger;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Profiles;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Positions;

/// <summary>
/// Hands closed trades to the ledger and then to the portfolio, oldest first, until both have taken them up. The calls run beside the inputs of the position:
/// however long they take or fail, trading does not wait for them. The trade stays in the position's state meanwhile.
/// </summary>
internal sealed class TradeDelivery(
    IGrainBase grain, IGrainFactory grains, TimeProvider clock, Func<PositionState> state, Func<ValueTask<SymbolProfile>> profile,
    Func<PositionInput.Delivered, Task> confirm, ILogger logger, CancellationToken ending)
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    internal static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private IGrainTimer? _work;
    private IGrainTimer? _confirmation;
    private string? _taken;
    private bool _isUnderWay;
    private int _failures;

    /// <summary>Begins to deliver if there is something and nobody is at it.</summary>
    public void Arm()
    {
        if (_isUnderWay || state().Undelivered.IsEmpty)
            return;

        _isUnderWay = true;
        Begin(TimeSpan.Zero);
    }

    /// <summary>Interleaved: the position goes on taking inputs while somebody is called here.</summary>
    private void Begin(TimeSpan due)
    {
        if (_work is null)
            _work = grain.RegisterGrainTimer(DeliverAsync, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        else
            _work.Change(due, Timeout.InfiniteTimeSpan);
    }

    private async Task DeliverAsync()
    {
        var position = state();
        var closed = position.Undelivered[0]; // taken out by the confirmation alone, and that ends this round
        try
        {
            var (settings, rules) = await profile();
            using var late = new CancellationTokenSource(Patience, clock);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ending);
            var record = TradeRecords.Of(closed, settings.Account, rules, position.Epoch);
            await grains.GetGrain<ITradeLedgerGrain>(position.Symbol).AppendAsync(record, deadline.Token).WaitAsync(deadline.Token);
            var profit = record.Money.NetQuote ?? record.Money.CashQuote;
            var closure = new TradeClosure { Symbol = position.Symbol, TradeKey = closed.Trade.Key, Profit = profit, ClosedAt = closed.At };
            await grains.GetGrain<IPortfolioGrain>(0).TradeClosedAsync(closure, deadline.Token).WaitAsync(deadline.Token);
            Confirm(position.Symbol, closed.Trade.Key);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The next activation delivers it.
        }
        catch (Exception exception) // whatever it is, the trade is kept and delivered again
        {
            if (_failures++ == 0)
                logger.TradeNotDelivered(exception, position.Symbol, closed.Trade.Key);
            var pause = FirstPause * Math.Pow(2, Math.Min(_failures - 1, 10));
            Begin(pause < LongestPause ? pause : LongestPause);
        }
    }

    /// <summary>That it was taken up is an input like any other: it waits for its turn.</summary>
    private void Confirm(string symbol, string tradeKey)
    {
        if (_failures > 0)
            logger.TradeDeliveredLate(symbol, tradeKey, _failures + 1);
        _failures = 0;
        _taken = tradeKey;
        if (_confirmation is null)
            _confirmation = grain.RegisterGrainTimer(ConfirmAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            _confirmation.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Task ConfirmAsync()
    {
        _isUnderWay = false; // what is left is found when the confirmation has been worked through
        return confirm(new PositionInput.Delivered(_taken!));
    }
}
