using Executor.Core.Market;

namespace Executor.Silo.Intake;

/// <summary>A feed that gives bars and moves no market: prices come from elsewhere.</summary>
internal sealed class BarsOnly : IFeedMarket
{
    public Task BeginAsync(BarHistory history, CancellationToken cancellationToken) => history.HandOverAsync(cancellationToken);

    public Task BeforeRowAsync(Bar row, decimal closeBefore, CancellationToken cancellationToken) => Task.CompletedTask;
}
