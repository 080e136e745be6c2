namespace Executor.BooksAudit;

/// <summary>A time in which something that could have been under a stop was under none, as the exchange's books have it.</summary>
/// <param name="Symbol">Traded pair.</param>
/// <param name="Trade">The part that the client order ids of the trade share.</param>
/// <param name="From">First moment, UTC.</param>
/// <param name="To">Last moment, UTC.</param>
/// <param name="Quantity">Base, the most of it.</param>
public sealed record UncoveredTime(string Symbol, string Trade, DateTimeOffset From, DateTimeOffset To, decimal Quantity)
{
    /// <summary>How long it was.</summary>
    public TimeSpan Length => To - From;
}
