using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Replay.Checks;

/// <summary>
/// Verifies the safety properties S1 to S7 on the books of the exchange, before and after every request and after every step. Our own
/// state is read only for what it claims: which trade, which side, that it is flat, that a window is open.
/// </summary>
internal sealed class SafetyChecker
{
    private readonly IBooks _books;
    private readonly SymbolRules _rules;
    private readonly ViolationLog _log = new();
    private readonly Dust _dust;
    private readonly OneOrderPerIntent _orders;
    private readonly ExitsWithinHoldings _exits;
    private readonly StopsOnlyTighten _stops;
    private readonly EntriesOnlyWhenFree _entries;
    private bool _wasFlat = true;

    public SafetyChecker(IBooks books, SymbolRules rules, SymbolSettings settings)
    {
        (_books, _rules, _dust) = (books, rules, new Dust(rules));
        _orders = new OneOrderPerIntent(books, _log);
        _exits = new ExitsWithinHoldings(books, _dust, settings, _log);
        _stops = new StopsOnlyTighten(_log);
        _entries = new EntriesOnlyWhenFree(books, _dust, settings, _log);
    }

    public ImmutableArray<SafetyViolation> Violations => _log.Found;

    public void BeforeCommand(DateTimeOffset now, PositionState state, ExchangeRequest request)
    {
        Begin(now, state);
        _entries.BeforeCommand(now, state, request);
    }

    public void AfterCommand(DateTimeOffset now, PositionState state, ExchangeRequest request, ExchangeReply reply)
    {
        Begin(now, state);
        _orders.AfterCommand(request, reply);
        _stops.AfterCommand(state, request, reply);
        _exits.AfterCommand(state, request);
    }

    /// <summary>Nothing more follows from the step in this instant.</summary>
    public void AfterStep(DateTimeOffset now, PositionState state)
    {
        Begin(now, state);
        var isFlat = state.Status == PositionStatus.Flat;
        if (!isFlat)
        {
            _exits.Check(state);
            CheckCoverage(state);
        }
        else if (!_wasFlat)
        {
            CheckFlat();
            _orders.WhenFlat();
            _dust.Settle(_books.BaseTotal);
        }

        _wasFlat = isFlat;
    }

    /// <summary>The feed has ended and everything is flat.</summary>
    public void AtEnd(ImmutableArray<ClosedTrade> trades, decimal quoteBalanceChange)
    {
        _log.TradeKey = null;
        CheckFlat();
        _orders.WhenFlat();
        ProfitIsBalance.Check(trades, _books, quoteBalanceChange, _log);
    }

    private void Begin(DateTimeOffset now, PositionState state)
    {
        _log.Now = now;
        _log.TradeKey = state.Trade?.Key ?? state.LastClosed?.Trade.Key;
    }

    /// <summary>S3: what is held is under stops, or a window says since when and why it is not.</summary>
    private void CheckCoverage(PositionState state)
    {
        if (state.Trade is not { } trade)
        {
            return;
        }

        var open = Math.Abs(_books.BaseTotal - _dust.Baseline) - trade.WrittenOff;
        var uncovered = open - _books.OpenOrders.UnderStops(trade.Plan.Side.ExitSide());
        var isExplained = trade.OpenWindow is { Cause.Length: > 0 } window && window.Quantity > uncovered - _rules.LotStep;
        if (uncovered >= _rules.LotStep && !isExplained)
        {
            _log.Report("S3", $"{uncovered} of {open} is under no stop, and the journal says {trade.OpenWindow?.Quantity ?? 0m}.");
        }
    }

    /// <summary>S6: flat means that nothing of ours rests and nothing but dust is held.</summary>
    private void CheckFlat()
    {
        if (_books.OpenOrders is [var open, ..])
        {
            _log.Report("S6", $"flat, and {_books.OpenOrders.Length} order(s) are open, the first is {open.ClientOrderId}.");
        }

        if (_dust.Excess(_books.BaseTotal, _books.LastPrice) is var excess and not 0m)
        {
            _log.Report("S6", $"flat, and holdings differ by {excess} from those before the trade.");
        }
    }
}
