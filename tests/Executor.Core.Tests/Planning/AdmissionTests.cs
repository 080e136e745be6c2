using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Planning;

public sealed class AdmissionTests
{
    private static readonly DateTimeOffset Now = new(2025, 1, 13, 20, 0, 37, TimeSpan.Zero);

    [Fact]
    public void SignalArrived_TargetsThatFall_SendsNoEntryAndNamesTheCategory()
    {
        var decision = Decide(Samples.Settings with { TakeProfitMultiples = [2m, 1m] }, Samples.Rules);

        Assert.Null(decision.Request);
        Assert.Null(decision.Next.Trade);
        Assert.Equal("exit_plan_refused", decision.Answer?.Reason);
        Assert.StartsWith("bad_order: ", decision.Answer?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void W42_QuantityOfASingleStep_SendsNoEntryAndNamesTheCategory()
    {
        var decision = Decide(Samples.Settings, Samples.Rules with { LotStep = 0.001m, MinQuantity = 0.001m });

        Assert.Null(decision.Request);
        Assert.Equal("exit_plan_refused", decision.Answer?.Reason);
        Assert.StartsWith("leg_rounds_to_zero: ", decision.Answer?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void W42_LegsBelowTheNotional_SendsNoEntryAndNamesTheFilter()
    {
        var decision = Decide(Samples.Settings with { QuoteNotional = 12m }, Samples.Rules);

        Assert.Null(decision.Request);
        Assert.Equal("ladder_refused", decision.Answer?.Reason);
        Assert.StartsWith("NOTIONAL: first leg notional", decision.Answer?.Detail, StringComparison.Ordinal);
    }

    private static Decision Decide(SymbolSettings settings, SymbolRules rules)
    {
        Bar[] bars = [new(Now, 95300m, 94700m, 95000m)];
        var context = new PositionContext(settings, rules, new MarketView(new BarSeries(bars), null, 1m), Now);
        var signal = new Signal { Key = "key", Side = PositionSide.Long, Time = Now, Price = 95000m };
        return PositionMachine.Decide(PositionState.Empty(settings.Symbol), new PositionInput.SignalArrived(signal), context);
    }
}
