using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Grains.Telemetry;

/// <summary>What gauges see of a position that lives here; written by its grain, read by whoever collects.</summary>
internal sealed class PositionSight
{
    private Figures _figures;

    public PositionSight(PositionState state, DateTimeOffset now) => _figures = new Figures(state, null, string.Empty, now, now, null);

    /// <summary>The newest, as one piece.</summary>
    public Figures Newest => Volatile.Read(ref _figures);

    /// <summary>Changes what is seen; only the grain does so, one step at a time.</summary>
    public void Set(Figures figures) => Volatile.Write(ref _figures, figures);

    /// <summary>One reading.</summary>
    /// <param name="State">As it is stored.</param>
    /// <param name="Rules">Rules of the symbol; null until the first step after activation.</param>
    /// <param name="Wallet">Key of the wallet that it trades on; empty until then.</param>
    /// <param name="ComparedAt">When the position was last compared with the exchange; its activation before the first time.</param>
    /// <param name="ManagedAt">When the cadence of the manager last ran to its end; its activation before the first time.</param>
    /// <param name="MarginLevel">Assets over debts of the wallet, as the last look showed; null on spot and without debts.</param>
    public sealed record Figures(
        PositionState State, SymbolRules? Rules, string Wallet, DateTimeOffset ComparedAt, DateTimeOffset ManagedAt, decimal? MarginLevel);
}
