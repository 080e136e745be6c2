namespace Executor.GrainInterfaces;

/// <summary>
/// Keeps all symbols together within the limits of the portfolio: an entry is reserved before it is stored, and counts until the trade has
/// closed. Key: 0.
/// </summary>
[Alias("Executor.IPortfolioGrain")]
public interface IPortfolioGrain : IGrainWithIntegerKey
{
    /// <summary>Grants an entry, durably, or refuses it. The same trade again gets the same place.</summary>
    [Alias("Reserve")]
    Task<ReservationAnswer> ReserveAsync(EntryReservation entry, CancellationToken cancellationToken);

    /// <summary>Counts a trade that is under way already, whatever the limits say.</summary>
    [Alias("Adopt")]
    Task AdoptAsync(EntryReservation trade, CancellationToken cancellationToken);

    /// <summary>A trade has ended: its place is free, its profit counts for the UTC day of its end. The same trade again changes nothing.</summary>
    [Alias("TradeClosed")]
    Task TradeClosedAsync(TradeClosure trade, CancellationToken cancellationToken);

    /// <summary>Limits and what counts towards them.</summary>
    [Alias("GetView")]
    Task<PortfolioView> GetViewAsync(CancellationToken cancellationToken);
}
