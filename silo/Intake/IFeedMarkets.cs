using Executor.Core.Market;
using Executor.Silo.Hosting;

namespace Executor.Silo.Intake;

/// <summary>Gives each symbol what its feed acts upon.</summary>
internal interface IFeedMarkets
{
    /// <summary>That of one symbol.</summary>
    IFeedMarket Of(RosterMember member);
}

/// <summary>What the rows of a feed act upon: on paper they are the market itself, elsewhere they are bars and nothing else.</summary>
internal interface IFeedMarket
{
    /// <summary>Takes the rows that the feed held at the start, at least one, oldest first. Returns when the market grain has them.</summary>
    Task BeginAsync(BarHistory history, CancellationToken cancellationToken);

    /// <summary>A row is new; the market grain is told of it afterwards, by the caller.</summary>
    /// <param name="row">The row.</param>
    /// <param name="closeBefore">Close of the row before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task BeforeRowAsync(Bar row, decimal closeBefore, CancellationToken cancellationToken);
}
