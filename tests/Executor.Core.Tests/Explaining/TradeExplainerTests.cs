using Executor.Core.Exchange;
using Executor.Core.Explaining;
using Executor.Core.Journal;
using Executor.Core.Ledger;
using Executor.Core.Positions;
using Executor.Core.Tests.Positions;

namespace Executor.Core.Tests.Explaining;

/// <summary>A trade on the engine is explained from its journal; what is changed afterwards is found.</summary>
public sealed class TradeExplainerTests
{
    [Fact]
    public void Trade_FromSignalToTrail_AgreesInEveryFigure()
    {
        var explanation = TradeExplainer.Explain(TrailedTrade());

        Assert.True(explanation.Agrees, string.Join(Environment.NewLine, explanation.Steps.SelectMany(step => step.Figures).Where(figure => !figure.Agrees)));
        Assert.Empty(explanation.Gaps);
        string[] compared =
        [
            "feed_entry", "feed_sl", "entry", "sl", "feed_tp1", "tp1", "feed_tp2", "tp2", "qty", "executedQty", "entry_actual", "stop", "improvement",
            "entry_price", "avg_exit_price", "pnl_quote", "r",
        ];
        Assert.Subset(explanation.Steps.SelectMany(step => step.Figures).Select(figure => figure.Name).ToHashSet(), compared.ToHashSet());
        Assert.Equal(("OPEN", "TRADE_CLOSED"), (explanation.Steps[0].Event.Name, explanation.Steps[^1].Event.Name));
        Assert.All(explanation.Steps.Where(step => step.Event.Name is "OPEN" or "STOP_RESTS" or "TRADE_CLOSED"), step => Assert.NotNull(step.Rule));
    }

    [Theory]
    [InlineData("OPEN", "sl", "94700.01")]
    [InlineData("OPEN", "qty", "0.01052")]
    [InlineData("OPEN", "tp2", "99999")]
    [InlineData("OPEN", "feed_sl", "94000")]
    [InlineData("STOP_RESTS", "stop", "94000")]
    [InlineData("TP1_DONE_SL_TO_BE", "entry", "95001")]
    [InlineData("TRAIL_SL_UPDATED", "improvement", "1")]
    [InlineData("TRADE_CLOSED", "pnl_quote", "1000")]
    [InlineData("TRADE_CLOSED", "r", "9")]
    public void Figure_ThatWasChanged_IsFlagged(string name, string field, string value)
    {
        var input = TrailedTrade();
        input = input with { Journal = [.. input.Journal.Select(happened => happened.Name == name ? With(happened, field, value) : happened)] };

        var explanation = TradeExplainer.Explain(input);

        Assert.False(explanation.Agrees);
        Assert.Contains(explanation.Steps, step => step.Event.Name == name && step.Figures.Any(figure => !figure.Agrees));
    }

    [Fact]
    public void Stop_ThatLoosened_IsFlagged()
    {
        var input = TrailedTrade();
        var rests = input.Journal.Last(happened => happened.Name == "STOP_RESTS");

        var explanation = TradeExplainer.Explain(input with { Journal = input.Journal.Replace(rests, With(rests, "stop", "94800")) });

        Assert.Contains(explanation.Steps, step => step.Event.Sequence == rests.Sequence && step.Figures.Any(figure => !figure.Agrees));
    }

    [Fact]
    public void WhatIsMissing_IsNamedAndNotGuessed()
    {
        var input = TrailedTrade();

        var explanation = TradeExplainer.Explain(input with
        {
            Record = null,
            Bars = default,
            Journal = [.. input.Journal.Where(happened => happened.Name != "FILLED")],
        });

        Assert.True(explanation.Agrees);
        Assert.Contains(explanation.Gaps, gap => gap.StartsWith("The first stop", StringComparison.Ordinal));
        Assert.Contains(explanation.Gaps, gap => gap.StartsWith("Executions", StringComparison.Ordinal));
        Assert.Contains(explanation.Gaps, gap => gap.StartsWith("Break-even", StringComparison.Ordinal));
    }

    [Fact]
    public void MarketOrderThatWasRefused_IsJudgedAgain()
    {
        var timeout = Event(
            "ENTRY_TIMEOUT", ("fallback", "ABORT_deviation_too_large"), ("px_exec", "95100"), ("entry", "95000.5"), ("sl", "94810.49"), ("risk", "190.01"), ("dev", "99.5"), ("max_dev", "47.5025"));

        var sound = TradeExplainer.Explain(new ExplanationInput { Symbol = PositionRig.Symbol, TradeKey = timeout.TradeKey!, Journal = [timeout] });
        var wrong = TradeExplainer.Explain(new ExplanationInput { Symbol = PositionRig.Symbol, TradeKey = timeout.TradeKey!, Journal = [With(timeout, "max_dev", "5000")] });

        Assert.True(sound.Agrees);
        Assert.Equal(["risk", "dev"], sound.Steps.Single().Figures.Select(figure => figure.Name));
        Assert.False(wrong.Agrees); // 99.5 is within 5000: the order should have been sent
    }

    private static ExplanationInput TrailedTrade()
    {
        var rig = new PositionRig();
        rig.Signal();
        var trade = rig.Trade;
        rig.Move(trade.Plan.Target1 + 5m);
        rig.Wait(TimeSpan.FromSeconds(30));
        rig.Move(trade.Plan.Target2 + 100m);
        rig.Wait(TimeSpan.FromSeconds(30));
        var top = rig.Last;
        foreach (var low in (decimal[])[100m, 150m, 200m, 140m, 80m, 50m])
        {
            rig.Bar(top + 20m, top - low, top);
            rig.Tick(Cadence.Trail);
        }

        rig.Move(trade.Plan.Entry - 100m);
        rig.Wait(TimeSpan.FromSeconds(30));
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        return new ExplanationInput
        {
            Symbol = PositionRig.Symbol,
            TradeKey = trade.Key,
            Journal = [.. rig.Journal],
            Record = TradeRecords.Of(rig.State.LastClosed!, TradingAccount.Spot, rig.Rules, rig.State.Epoch),
            Bars = rig.Context.Market.Bars,
        };
    }

    private static JournalEvent With(JournalEvent happened, string field, string value) => happened with
    {
        Fields = [.. happened.Fields.Select(present => present.Name == field ? present with { Value = value } : present)],
    };

    private static JournalEvent Event(string name, params (string Name, string Value)[] fields) => new()
    {
        Sequence = 1,
        At = DateTimeOffset.UnixEpoch,
        Name = name,
        TradeKey = "EX_EN_1",
        Reason = "because",
        Fields = [.. fields.Select(field => new JournalField(field.Name, field.Value))],
    };
}
