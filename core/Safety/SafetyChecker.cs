using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Invariants;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Safety;

/// <summary>
/// Verifies the safety properties S1 to S7 on the books of the exchange, before and after every request and after every step. Our own
/// state is read only for what it claims: which trade, which side, that it is flat, that a window is open. Remembers what has to be compared
/// over time; one instance follows one symbol from a flat start.
/// </summary>
public sealed class SafetyChecker
{
    private readonly IBooks _books;
    private readonly SymbolRules _rules;
    private readonly SymbolSettings _settings;
    private readonly ViolationLog _log = new();
    private readonly OneOrderPerIntent _orders = new();
    private readonly StopMemory _stops = new();

    /// <summary>Stops that were placed before there were legs: they guard all of the entry.</summary>
    private readonly HashSet<string> _guards = new(StringComparer.Ordinal);

    private Balance _baseBefore;
    private Balance _quoteBefore;
    private bool _wasFlat = true;
    private string? _enteredKey;
    private DateTimeOffset? _enteredAt;

    /// <summary>What is on <paramref name="books"/> now was there before the first trade.</summary>
    public SafetyChecker(IBooks books, SymbolRules rules, SymbolSettings settings)
    {
        ArgumentNullException.ThrowIfNull(books);
        (_books, _rules, _settings) = (books, rules, settings);
        (_baseBefore, _quoteBefore) = (books.Base, books.Quote);
    }

    /// <summary>What was found so far, oldest first; of one property in one trade the first only.</summary>
    public ImmutableArray<SafetyViolation> Violations => _log.Found;

    /// <summary><paramref name="request"/> is about to reach the exchange.</summary>
    public void BeforeCommand(DateTimeOffset now, PositionState state, ExchangeRequest request)
    {
        Begin(now, state);
        if (state.Trade is not { } trade || trade.Key == _enteredKey || !EntriesOnlyWhenFree.IsEntry(trade, request))
        {
            return;
        }

        _log.Report(EntriesOnlyWhenFree.OnBooks(_books, _baseBefore, _rules, state.Hold));
        _log.Report(EntriesOnlyWhenFree.InTime(now, _enteredAt, _books.Fills is [.., var last] ? last.At : null, _settings));
        (_enteredKey, _enteredAt) = (trade.Key, now);
    }

    /// <summary>The exchange has answered <paramref name="request"/>: <paramref name="reply"/> is what it did, whatever arrives of it.</summary>
    public void AfterCommand(DateTimeOffset now, PositionState state, ExchangeRequest request, ExchangeReply reply)
    {
        Begin(now, state);
        if (state.Trade is { Legs.IsEmpty: true })
        {
            _guards.UnionWith(request.Command.Placed().Select(order => order.ClientOrderId));
        }

        _log.Report(_orders.AfterCommand(request, reply));
        _log.Report(_stops.AfterCommand(state, request, reply));
        CheckExits(state);
    }

    /// <summary>Takes in what the position itself reports: an invariant that failed as an error is a violation, here as there.</summary>
    public void Observe(DateTimeOffset now, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Journal.Any(InvariantEvents.IsError))
        {
            Begin(now, decision.Next);
            _log.Report(decision.Journal.Where(InvariantEvents.IsError).Select(entry => new SafetyFinding(InvariantEvents.IdOf(entry), entry.Reason)));
        }
    }

    /// <summary>Nothing more follows from the step in this instant.</summary>
    public void AfterStep(DateTimeOffset now, PositionState state)
    {
        Begin(now, state);
        var isFlat = state.Status == PositionStatus.Flat;
        if (!isFlat)
        {
            CheckExits(state);
            CheckCoverage(state);
        }
        else if (!_wasFlat)
        {
            CheckFlat(state.LastClosed?.Trade);
            (_baseBefore, _quoteBefore) = (_books.Base, _books.Quote);
            _guards.Clear();
        }

        _wasFlat = isFlat;
    }

    /// <summary>Everything is flat and nothing more will come.</summary>
    /// <param name="trades">All closed trades, entries that came to nothing included.</param>
    /// <param name="quoteBalanceChange">Quote earned since the beginning, debts paid.</param>
    public void AtEnd(ImmutableArray<ClosedTrade> trades, decimal quoteBalanceChange)
    {
        _log.TradeKey = null;
        CheckFlat(closed: null);
        _log.Report(_orders.OnBooks(_books.Orders)); // walks all that was ever ordered: once, whoever lives through years of it
        _log.Report(ProfitIsBalance.Of(trades, _books, quoteBalanceChange));
    }

    private void Begin(DateTimeOffset now, PositionState state)
    {
        _log.Now = now;
        _log.TradeKey = state.Trade?.Key ?? state.LastClosed?.Trade.Key;
    }

    private void CheckExits(PositionState state)
    {
        if (state.Trade is not { } trade)
        {
            return;
        }

        var open = _books.OpenOrders;
        _log.Report(ExitsWithinHoldings.InAll(open, trade.Plan.Side, Closeable(trade)));
        switch (_settings.ExitStyle)
        {
            case ExitStyle.Oco:
                _log.Report(ExitsWithinHoldings.InLegs(open, state, _guards));
                break;
            case ExitStyle.Bracket or ExitStyle.Legs:
                break; // one stop may stand for several legs
        }
    }

    private void CheckCoverage(PositionState state)
    {
        if (state.Trade is { } trade)
        {
            _log.Report(CoveredOrExplained.Of(_books.OpenOrders, trade, Math.Max(0m, Held(trade)), _rules));
        }
    }

    private void CheckFlat(Trade? closed)
    {
        var before = closed is null ? _baseBefore : Residue.Expected(_baseBefore, closed, _rules);
        _log.Report(FlatMeansEmpty.Of(_books, before, _quoteBefore, _rules, _settings.DebtTolerance));
    }

    /// <summary>The exits of a bracket are of the size of its entry; a commission below one lot step may come out of what earlier trades have left.</summary>
    private decimal Closeable(Trade trade)
    {
        var closeable = Residue.Closeable(trade, Held(trade), _rules);
        return _settings.ExitStyle switch
        {
            ExitStyle.Bracket => Steps.CeilTo(closeable, _rules.LotStep),
            ExitStyle.Oco or ExitStyle.Legs => closeable,
        };
    }

    private decimal Held(Trade trade) => Residue.Held(trade.Plan.Side, _books.Base, Residue.Expected(_baseBefore, trade, _rules));
}
