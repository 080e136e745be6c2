using Executor.Core.Market;

namespace Executor.Core.Exchange;

/// <summary>The port to what an exchange shows of the market of a symbol.</summary>
public interface IMarketEvents
{
    /// <summary>
    /// Follows a symbol until it is cancelled; many symbols share a connection. Connects again by itself and never gives up. A reader that is slow
    /// gets the newest quote only, and every closed minute.
    /// </summary>
    /// <param name="symbol">Traded pair, in capitals.</param>
    /// <param name="barsSince">Closed minutes after this time are wanted, those from before the connection included; null: no minutes are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<MarketEvent> FollowAsync(string symbol, DateTimeOffset? barsSince, CancellationToken cancellationToken);
}

/// <summary>Something that happened on the market of a symbol.</summary>
public abstract record MarketEvent
{
    private MarketEvent() { }

    /// <summary>Best prices and the last traded price.</summary>
    public sealed record Quoted(Quote Quote) : MarketEvent;

    /// <summary>A minute has ended. Each comes once, in the order of time, without a gap: what a lost connection has missed is read afterwards.</summary>
    public sealed record MinuteClosed(Bar Bar) : MarketEvent;

    /// <summary>Nothing has been heard for longer than a market is silent: prices are old from now on, until the next quote.</summary>
    /// <param name="Reason">Why; contains no secret.</param>
    public sealed record Silent(string Reason) : MarketEvent;
}
