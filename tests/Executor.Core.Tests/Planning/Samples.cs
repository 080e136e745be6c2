using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Planning;

/// <summary>Settings, rules and a plan with the figures of the worked examples.</summary>
internal static class Samples
{
    public static SymbolSettings Settings { get; } = new() { Symbol = "BTCUSDC" };

    public static SymbolRules Rules { get; } = SymbolRulesDefaults.For("BTCUSDC", 95_000m, 2, new RuleOverrides());

    public static TradePlan Plan { get; } = new()
    {
        Side = PositionSide.Long,
        SignalPrice = 95000m,
        KEntry = 1m,
        FeedEntry = 95000.5m,
        FeedStop = 94700m,
        FeedTarget1 = 95301m,
        FeedTarget2 = 95601.5m,
        Entry = 95000.5m,
        Stop = 94700m,
        Target1 = 95301m,
        Target2 = 95601.5m,
        Quantity = 0.00105m,
        Legs = new LegQuantities(0.00035m, 0.00035m, 0.00035m),
    };
}
