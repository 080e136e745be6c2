using System.Collections.Immutable;
using Executor.Simulator.Server.Tape;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>Levels of a book that changed between two states of it; a quantity of 0: the level is gone.</summary>
internal sealed record BookChange(long FirstUpdateId, long LastUpdateId, ImmutableArray<BookLevel> Bids, ImmutableArray<BookLevel> Asks)
{
    /// <summary>True when nothing a reader could see has changed.</summary>
    public bool IsEmpty => Bids.IsEmpty && Asks.IsEmpty;

    public static BookChange Between(BookDepth before, BookDepth after) => new(
        before.LastUpdateId + 1, after.LastUpdateId, Between(before.Bids, after.Bids), Between(before.Asks, after.Asks));

    private static ImmutableArray<BookLevel> Between(ImmutableArray<BookLevel> before, ImmutableArray<BookLevel> after)
    {
        var old = before.ToDictionary(level => level.Price, level => level.Quantity);
        var changed = after.Where(level => !old.Remove(level.Price, out var quantity) || quantity != level.Quantity).ToList();
        return [.. changed, .. old.Keys.Select(price => new BookLevel(price, 0m))];
    }
}
