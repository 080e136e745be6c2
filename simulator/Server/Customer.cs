using System.Collections.Immutable;
using Executor.Simulator.Engine;
using Executor.Simulator.Paper;

namespace Executor.Simulator.Server;

/// <summary>
/// One customer of the venue: accounts, orders and loans in an engine of their own, kept in books that survive a restart. Used by one turn
/// at a time.
/// </summary>
public sealed class Customer : IDisposable
{
    private readonly EngineOptions _options;
    private readonly PaperBooks? _books;
    private readonly Dictionary<string, SymbolState> _unsavedPrices = new(StringComparer.Ordinal);
    private MatchingEngine? _engine;

    internal Customer(string name, long uid, EngineOptions options, PaperBooks? books)
    {
        Name = name;
        Uid = uid;
        _options = options with { TrackChanges = true, DetailedEvents = true };
        _books = books;
        var kept = books?.Read() ?? new EngineState();
        IsNew = kept.IsEmpty;
        _engine = new MatchingEngine(_options, kept);
    }

    /// <summary>Name in the scenario.</summary>
    public string Name { get; }

    /// <summary>The number the wire shows as <c>uid</c>.</summary>
    public long Uid { get; }

    /// <summary>True when the books were empty: markets and funds have to be added.</summary>
    public bool IsNew { get; }

    /// <summary>
    /// Present insides. After books that could not be written the engine is read from them again, so that memory is never ahead of the disk.
    /// </summary>
    internal MatchingEngine Engine => _engine ??= new MatchingEngine(_options, _books!.Read());

    /// <summary>
    /// Writes what a turn changed and tells what there is to tell. Prices alone are not worth a write each: they go with the next change, or
    /// with <see cref="SavePrices"/>.
    /// </summary>
    internal ImmutableArray<VenueEvent> Settle(DateTimeOffset now)
    {
        var engine = Engine;
        var changes = engine.TakeChanges();
        var events = engine.DrainDetails();
        if (changes.IsEmpty && events.IsEmpty)
            return [];
        foreach (var symbol in changes.Symbols)
            _unsavedPrices[symbol.Rules.Symbol] = symbol;
        if (!(changes with { Symbols = [] }).IsEmpty)
            Save(changes);
        return Tell(changes, events, now);
    }

    /// <summary>Writes prices that wait.</summary>
    internal void SavePrices()
    {
        if (_unsavedPrices.Count > 0)
            Save(new EngineState());
    }

    /// <summary>Closes the books.</summary>
    public void Dispose() => _books?.Dispose();

    private void Save(EngineState changes)
    {
        if (_books is null)
        {
            _unsavedPrices.Clear();
            return;
        }
        var engine = _engine;
        _engine = null;
        _books.Save(changes with { Symbols = [.. _unsavedPrices.Values.OrderBy(symbol => symbol.Rules.Symbol, StringComparer.Ordinal)] });
        _unsavedPrices.Clear();
        _engine = engine;
    }

    private ImmutableArray<VenueEvent> Tell(EngineState changes, ImmutableArray<EngineEvent> events, DateTimeOffset now) =>
    [
        .. events.Select(change => new VenueEvent.OrdersChanged(this, change)),
        .. changes.Loans.Select(loan => new VenueEvent.LoanRecorded(this, loan.Account, loan.Record)),
        .. changes.Balances.GroupBy(balance => balance.Account).Select(group =>
            new VenueEvent.BalancesChanged(this, group.Key, [.. group.Select(row => row.Balance)], now)),
    ];
}
