using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>What a decision may see beside the state.</summary>
/// <param name="Settings">How the symbol is traded.</param>
/// <param name="Rules">What the exchange allows.</param>
/// <param name="Market">What the market shows.</param>
/// <param name="Now">The time of the decision, UTC.</param>
public sealed record PositionContext(SymbolSettings Settings, SymbolRules Rules, MarketView Market, DateTimeOffset Now)
{
    /// <summary>Whether entries are allowed from outside.</summary>
    public EntryGate Gate { get; init; } = EntryGate.Open;

    /// <summary>
    /// This context as <paramref name="state"/> has to see it: a trade that was taken over rests under one stop for all of it, and is managed
    /// in that style to its end, so that no leg is without its stop while exits are exchanged.
    /// </summary>
    public PositionContext For(PositionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.IsTradeImported ? this with { Settings = Settings with { ExitStyle = ExitStyle.Legs } } : this;
    }

    /// <summary>The rest of the account.</summary>
    public AccountFigures Account { get; init; } = AccountFigures.None;
}

/// <summary>What is known of the market at the time of a decision.</summary>
/// <param name="Bars">Rows of the feed up to now, oldest first; may be empty.</param>
/// <param name="Quote">Best prices of the traded symbol; null: not known.</param>
/// <param name="KEntry">Traded quote per feed quote; 1 when the feed is quoted in the traded asset; null: not known.</param>
public sealed record MarketView(BarSeries Bars, Quote? Quote, decimal? KEntry)
{
    /// <summary>Nothing is known.</summary>
    public static MarketView None { get; } = new(default, null, null);
}
