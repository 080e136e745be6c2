using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>Where a position of a test lives.</summary>
public enum Market
{
    /// <summary>A spot account.</summary>
    Spot,

    /// <summary>A cross margin account, long.</summary>
    MarginLong,

    /// <summary>A cross margin account, short.</summary>
    MarginShort,
}

/// <summary>Rigs on a margin account with less quote than an entry of 100 needs: each trade has to borrow.</summary>
internal static class MarginRig
{
    public const decimal Funds = 60m;

    public static SymbolSettings Settings { get; } = new() { Symbol = PositionRig.Symbol, Account = TradingAccount.CrossMargin };

    public static PositionRig On(Market market, SymbolSettings settings, EngineOptions? options = null)
    {
        var margin = settings with { Account = TradingAccount.CrossMargin };
        var funds = settings.QuoteNotional * Funds / 100m;
        return market switch
        {
            Market.Spot => new PositionRig(settings, options: options),
            Market.MarginLong => new PositionRig(margin, options: options, funds: funds),
            Market.MarginShort => new PositionRig(margin, options: options, funds: funds) { Side = PositionSide.Short },
        };
    }

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
