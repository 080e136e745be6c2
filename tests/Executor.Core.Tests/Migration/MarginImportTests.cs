using System.Text;
using System.Text.Json.Nodes;
using Executor.Core.Exchange;
using Executor.Core.Migration;
using Executor.Core.Positions;
using Executor.Core.Tests.Positions;

namespace Executor.Core.Tests.Migration;

/// <summary>Imported positions on a margin account: closed, repaid, and compared with what was there before.</summary>
public sealed class MarginImportTests
{
    private const decimal BaseBefore = 0.003m;
    private const decimal Quantity = 0.00105m;

    [Theory]
    [InlineData(94_500)]
    [InlineData(95_700)]
    public void LongPosition_WithItsLoan_IsClosedAndRepaid(decimal price)
    {
        var rig = MarginRig.Long();
        rig.Engine.Deposit("BTC", BaseBefore, TradingAccount.CrossMargin, PositionRig.Symbol);
        rig.Wait(TimeSpan.FromSeconds(5));
        Send(rig, new ExchangeCommand.Borrow(PositionRig.Symbol, "USDC", 40.04977658m));
        Order(rig, "EX_EN_1736798405", OrderSide.Buy, OrderType.Limit, Quantity, 95_000.5m);
        Order(rig, "EX_TP1_51f72d7584f2", OrderSide.Sell, OrderType.LimitMaker, 0.00035m, 95_301m);
        Order(rig, "EX_TP2_51f72d7584f2", OrderSide.Sell, OrderType.LimitMaker, 0.00035m, 95_601.5m);
        Order(rig, "EX_SL_51f72d7584f2", OrderSide.Sell, OrderType.StopLossLimit, Quantity, 94_699.98m, 94_700m);
        TakeOver(rig, "margin-long", file =>
        {
            file["margin"]!["borrowed_by_trade"]!["EX_EN_1736798405"]!["USDC"] = 40.04977658m;
            file["margin"]!["borrowed_assets"]!["USDC"] = 40.04977658m;
            file["baseline"]!["active"]!["balances"] = Balances(BaseBefore, 0.3m, 99.74977658m);
        });
        Assert.Equal(MarginRig.Funds, rig.Trade.Baseline!.Quote.Total);

        Close(rig, price, 94_000m);

        Assert.Equal(40.04977658m, rig.State.LastClosed!.Trade.Loan!.Borrowed);
    }

    [Theory]
    [InlineData(95_600)]
    [InlineData(94_300)]
    public void ShortPosition_WithItsLoan_IsBoughtBackAndRepaid(decimal price)
    {
        var rig = new PositionRig(MarginRig.Settings, funds: 10_000m) { Side = PositionSide.Short };
        rig.Wait(TimeSpan.FromSeconds(5));
        Send(rig, new ExchangeCommand.Borrow(PositionRig.Symbol, "BTC", Quantity));
        Order(rig, "EX_EN_1736798405", OrderSide.Sell, OrderType.Limit, Quantity, 94_999.5m);
        Order(rig, "EX_TP1_14bd985c72f6", OrderSide.Buy, OrderType.LimitMaker, 0.00035m, 94_699m);
        Order(rig, "EX_TP2_14bd985c72f6", OrderSide.Buy, OrderType.LimitMaker, 0.00035m, 94_398.5m);
        Order(rig, "EX_SL_14bd985c72f6", OrderSide.Buy, OrderType.StopLossLimit, Quantity, 95_300.02m, 95_300m);
        TakeOver(rig, "margin-long", AsShort);
        Assert.Equal(Quantity, rig.Trade.Loan!.Borrowed);

        Close(rig, price, 96_000m);
    }

    private static void Close(PositionRig rig, decimal first, decimal last)
    {
        rig.Move(first);
        rig.Wait(TimeSpan.FromSeconds(30));
        rig.Move(last);
        rig.SettleDown();

        Assert.True(rig.State.Status == PositionStatus.Flat, $"Still {rig.State.Status}.{Environment.NewLine}{rig.Story}");
        Assert.Empty(rig.Resting);
        foreach (var asset in (string[])["BTC", "USDC"])
        {
            Assert.Equal(0m, rig.Engine.BalanceOf(asset, TradingAccount.CrossMargin, PositionRig.Symbol).Debt);
        }

        Assert.DoesNotContain(rig.Journal, happened => happened.Level == Core.Journal.JournalLevel.Alarm);
    }

    private static void TakeOver(PositionRig rig, string name, Action<JsonNode> edit)
    {
        rig.Engine.DrainEvents();
        rig.Wait(TimeSpan.FromMinutes(20));
        var file = JsonNode.Parse(OriginalScene.File(name))!;
        edit(file);
        var result = StateImport.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), rig.Settings, rig.Rules, rig.Now);
        Assert.True(result.State is not null, string.Join(Environment.NewLine, result.Refused));
        rig.State = result.State;
        rig.Restart();
        rig.Wait(TimeSpan.FromSeconds(10));
        Assert.Single(rig.Resting);
    }

    private static void AsShort(JsonNode file)
    {
        var position = file["position"]!;
        var ids = new JsonObject { ["tp1"] = "EX_TP1_14bd985c72f6", ["tp2"] = "EX_TP2_14bd985c72f6", ["sl"] = "EX_SL_14bd985c72f6" };
        position["side"] = "SHORT";
        position["prices"] = new JsonObject { ["entry"] = 94_999.5m, ["sl"] = 95_300m, ["tp1"] = 94_699m, ["tp2"] = 94_398.5m };
        position["src_evt"] = new JsonObject { ["ts"] = "2025-01-13T20:00:00+00:00", ["kind"] = "short", ["price_usdt"] = 95_000m };
        position["exit_client_ids"] = ids;
        position["orders"]!["exit_client_ids"] = ids.DeepClone();
        file["margin"]!["borrowed_by_trade"] = new JsonObject { ["EX_EN_1736798405"] = new JsonObject { ["BTC"] = Quantity } };
        file["margin"]!["borrowed_assets"] = new JsonObject { ["BTC"] = Quantity };
        file["baseline"]!["active"]!["balances"] = Balances(Quantity, 10_000m, 0m);
    }

    private static JsonObject Balances(decimal baseFree, decimal quoteFree, decimal quoteLocked) => new()
    {
        ["base_free"] = baseFree,
        ["base_locked"] = 0m,
        ["quote_free"] = quoteFree,
        ["quote_locked"] = quoteLocked,
    };

    private static void Order(PositionRig rig, string id, OrderSide side, OrderType type, decimal quantity, decimal price, decimal? stop = null) => Send(
        rig,
        new ExchangeCommand.Place(PositionRig.Symbol, new NewOrder
        {
            ClientOrderId = id,
            Side = side,
            Type = type,
            Quantity = quantity,
            Price = price,
            StopPrice = stop,
        }));

    private static void Send(PositionRig rig, ExchangeCommand command) =>
        Assert.IsType<ExchangeReply.Accepted>(rig.Engine.Execute(command with { Account = TradingAccount.CrossMargin }, rig.Now));
}
