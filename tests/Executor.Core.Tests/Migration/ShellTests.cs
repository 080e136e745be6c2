using System.Text;
using System.Text.Json.Nodes;
using Executor.Core.Exchange;
using Executor.Core.Migration;
using Executor.Core.Positions;
using Executor.Core.Tests.Positions;

namespace Executor.Core.Tests.Migration;

/// <summary>
/// What the original made of orders without a position: a shell, which it could not manage (W56). Here it is a trade or it is refused, and
/// orders that no trade accounts for are not traded beside.
/// </summary>
public sealed class ShellTests
{
    private const decimal Quantity = 0.00105m;

    [Fact]
    public void W56_Shell_WithoutASide_IsRefused()
    {
        var scene = OriginalScene.Play("shell-completed");

        var result = Read(scene, position => position["side"] = "UNKNOWN");

        Assert.Null(result.State);
        Assert.Equal("position.side", Assert.Single(result.Refused).Path);
    }

    /// <summary>The original took its map of orders, which is never empty in a shell, for exits that had been placed.</summary>
    [Fact]
    public void W56_PendingShell_ThatFills_GetsItsExits()
    {
        var scene = OriginalScene.Play("pending-limit");
        var result = Read(scene, position =>
        {
            position.Remove("client_id");
            position.Remove("trade_key");
            position["synced"] = true;
            position["orders"] = new JsonObject { ["tp1"] = null, ["tp2"] = null, ["sl"] = null, ["qty1"] = null, ["qty2"] = null };
        });
        scene.Rig.State = result.State!;
        Assert.Equal(PositionStatus.Pending, scene.Rig.State.Status);
        scene.Rig.Engine.Print(PositionRig.Symbol, 94_940m, scene.Rig.Now);

        scene.TakeOver();

        Assert.Equal(PositionStatus.Open, scene.Rig.State.Status);
        var stop = Assert.Single(scene.Rig.Resting);
        Assert.Equal((OrderSide.Sell, 94_700m, Quantity), (stop.Side, stop.StopPrice, stop.Quantity));
    }

    /// <summary>The original's shell knows no quantities: its stop moved to the entry price with a quantity of 0.</summary>
    [Fact]
    public void W56_CompletedShell_AfterTheFirstTarget_KeepsAStopForWhatIsLeft()
    {
        var scene = OriginalScene.Play("shell-completed");
        scene.Import();
        scene.TakeOver();

        scene.Rig.Move(95_302m);
        scene.Rig.Wait(TimeSpan.FromSeconds(30));

        var stop = Assert.Single(scene.Rig.Resting);
        Assert.Equal(scene.Books.Base.Total - OriginalScene.BaseBefore, stop.Quantity);
        Assert.True(stop.StopPrice >= 95_000m, $"The stop rests at {stop.StopPrice}.");
        Assert.Equal(BreakEvenPhase.Done, scene.Rig.Trade.BreakEven);
    }

    [Fact]
    public void W56_OrderOfOursWithoutATrade_HoldsTheSymbolAndKeepsTheEntryBack()
    {
        var rig = new PositionRig();
        rig.Engine.Deposit("BTC", Quantity);
        Place(rig, "EX_SL_51f72d7584f2", 0.0005m);
        Place(rig, "EX_SL_51f72d7584f3_0e1", 0.0005m);

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromMinutes(5));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal((HoldKind.Quarantined, "ORDER_WITHOUT_TRADE"), (rig.State.Hold!.Kind, rig.State.Hold.Reason));
        Assert.Contains("EX_SL_51f72d7584f2", rig.State.Hold.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Sent, command => command is not ExchangeCommand.Inspect);
        Assert.Equal(2, rig.Resting.Length);
        Assert.Equal("symbol_held", rig.Signal(95_000m).Reason);
    }

    [Fact]
    public void OrderOfTheLastTrade_ThatALookStillShows_HoldsNothing()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        var stale = rig.Resting;
        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
        rig.Wait(rig.Settings.Cooldown);
        rig.Bar(95_020m, 94_970m, 95_000m);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        rig.After = (_, reply) => reply is ExchangeReply.Inspected { View: var view } ? new ExchangeReply.Inspected(view with { OpenOrders = stale }) : reply;

        var answer = rig.Signal(95_000m);

        Assert.True(answer.IsOpened, answer.Detail);
        Assert.Null(rig.State.Hold);
    }

    [Fact]
    public void W56_SpotPosition_WhoseStopIsGone_IsRepairedByTheLook()
    {
        var rig = new PositionRig { DeliverEvents = false };
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        var runner = rig.Resting.Single(order => order.OrderListId is null);

        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(string.Empty, runner.OrderId)), rig.Now);
        rig.Wait(rig.Settings.ReconcileEvery);

        var restored = rig.Resting.Single(order => order.OrderListId is null);
        Assert.Equal((runner.StopPrice, runner.Quantity), (restored.StopPrice, restored.Quantity));
    }

    private static void Place(PositionRig rig, string id, decimal quantity) => rig.Engine.Execute(
        new ExchangeCommand.Place(
            PositionRig.Symbol,
            new NewOrder { ClientOrderId = id, Side = OrderSide.Sell, Type = OrderType.StopLossLimit, Quantity = quantity, Price = 90_000m, StopPrice = 90_010m }),
        rig.Now);

    private static ImportResult Read(OriginalScene scene, Action<JsonObject> edit)
    {
        var file = JsonNode.Parse(OriginalScene.File(scene.Name))!;
        edit(file["position"]!.AsObject());
        return StateImport.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), OriginalScene.Settings, scene.Rig.Rules, scene.Rig.Now);
    }
}
