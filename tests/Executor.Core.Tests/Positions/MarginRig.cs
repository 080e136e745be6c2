using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>Rigs on a margin account with less quote than an entry of 100 needs: each trade has to borrow.</summary>
internal static class MarginRig
{
    public const decimal Funds = 60m;

    public static SymbolSettings Settings { get; } = new() { Symbol = PositionRig.Symbol, Account = TradingAccount.CrossMargin };

    public static PositionRig Long(SymbolSettings? settings = null, EngineOptions? options = null) =>
        new(settings ?? Settings, options: options, funds: Funds);

    public static PositionRig Short(SymbolSettings? settings = null, EngineOptions? options = null) =>
        new(settings ?? Settings, options: options, funds: Funds) { Side = PositionSide.Short };

    /// <summary>Lets everything follow that only waits for time, until the position is flat.</summary>
    public static void SettleDown(this PositionRig rig)
    {
        for (var round = 0; round < 40 && rig.State.Status != PositionStatus.Flat; round++)
        {
            rig.Wait(TimeSpan.FromSeconds(10));
        }
    }
}
