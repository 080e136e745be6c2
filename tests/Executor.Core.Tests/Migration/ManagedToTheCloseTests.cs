using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Tests.Positions;

namespace Executor.Core.Tests.Migration;

/// <summary>A state file of the original is imported, and the position goes on with the orders it has until it is closed.</summary>
public sealed class ManagedToTheCloseTests
{
    public enum Market
    {
        Rises,
        Falls,
        Crashes,
    }

    public static TheoryData<string, Market, bool> Lives()
    {
        var data = new TheoryData<string, Market, bool>();
        foreach (var name in OriginalScene.Names)
        {
            foreach (var market in Enum.GetValues<Market>())
            {
                data.Add(name, market, true);
                data.Add(name, market, false);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public void Position_AfterItsImport_IsManagedToItsCloseWithoutBreakingAnySafetyRule(string file, Market market, bool paysInBnb)
    {
        var scene = OriginalScene.Play(file, paysInBnb);
        var quoteBefore = 10_000m;
        scene.Import();

        scene.TakeOver();
        scene.Check();
        Walk(scene.Rig, market);

        AssertClosed(scene, quoteBefore);
    }

    /// <summary>Without those in which targets that the original left behind sell too much: what happens then has a test of its own.</summary>
    public static TheoryData<string, Market, bool> MovedLives() => [.. Lives().Where(life =>
        life.Data.Item2 != Market.Rises || life.Data.Item1 is not ("stop-done" or "cleanup-after-stop-watchdog"))];

    [Theory]
    [MemberData(nameof(MovedLives))]
    public void Position_WhoseMarketMovedBetweenTheFileAndTheStart_IsClosedAsTheExchangeShowsIt(string file, Market market, bool paysInBnb)
    {
        var scene = OriginalScene.Play(file, paysInBnb);
        var quoteBefore = 10_000m;
        scene.Import();
        scene.Rig.Engine.Print(PositionRig.Symbol, market == Market.Rises ? 95_400m : 94_650m, scene.Rig.Now);

        scene.TakeOver();
        scene.Check();
        Walk(scene.Rig, market);

        AssertClosed(scene, quoteBefore);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("open-old-shape")]
    [InlineData("break-even-pending")]
    [InlineData("break-even-done")]
    [InlineData("trailing")]
    [InlineData("trailing-first-target-given-up")]
    [InlineData("synthetic-trailing")]
    public void Position_ThatHasAStop_IsNotWithoutOneWhileItIsTakenOver(string file)
    {
        var scene = OriginalScene.Play(file);
        scene.Import();
        var held = scene.Books.Base.Total - OriginalScene.BaseBefore;
        scene.Rig.After = (_, reply) =>
        {
            var covered = scene.Rig.Resting.Where(order => order.StopPrice is not null).Sum(order => order.Quantity - order.ExecutedQuantity);
            Assert.True(covered >= held, $"{covered} of {held} is under stops.{Environment.NewLine}{scene.Rig.Story}");
            return reply;
        };

        scene.TakeOver();

        var stop = Assert.Single(scene.Rig.Resting);
        Assert.Equal(held, stop.Quantity);
        Assert.NotNull(stop.StopPrice);
        Assert.Empty(scene.Rig.Trade.Uncovered);
        Assert.Equal(PositionStatus.Open, scene.Rig.State.Status);
    }

    [Fact]
    public void FirstActivation_SendsNothingBeforeItHasLooked()
    {
        var scene = OriginalScene.Play("break-even-naked");
        scene.Import();

        scene.TakeOver();

        Assert.IsType<ExchangeCommand.Inspect>(scene.Rig.Sent[0]);
        Assert.Contains(scene.Rig.Resting, order => order.StopPrice == 95_000.01m);
    }

    [Fact]
    public void MarketOrderThatTheFileDoesNotKnow_IsFoundAndBooked()
    {
        var scene = OriginalScene.Play("cleanup-after-stop-watchdog");
        scene.Import();

        scene.TakeOver();

        Assert.Equal(PositionStatus.Flat, scene.Rig.State.Status);
        var closed = scene.Rig.State.LastClosed!;
        Assert.Equal("SL_WATCHDOG", closed.Reason);
        Assert.Equal(0.00105m, closed.Result.ExitQuantity);
        Assert.Empty(scene.Rig.Resting);
    }

    [Theory]
    [InlineData("stop-done")]
    [InlineData("cleanup-after-stop-watchdog")]
    public void TargetThatTheOriginalLeftBehind_WhenItSoldTooMuch_RaisesAnAlarmAndNothingSellsMore(string file)
    {
        var scene = OriginalScene.Play(file);
        scene.Import();
        scene.Rig.Engine.Print(PositionRig.Symbol, 95_400m, scene.Rig.Now);

        scene.TakeOver();

        Assert.Contains("OVERSOLD", scene.Rig.EventNames);
        Assert.Equal(PositionStatus.Flat, scene.Rig.State.Status);
        Assert.Empty(scene.Rig.Resting);
        Assert.Equal(OriginalScene.BaseBefore - 0.00035m, scene.Books.Base.Total);
    }

    [Fact]
    public void Trade_AfterAnImport_IsOpenedInTheStyleOfTheSettings()
    {
        var scene = OriginalScene.Play("stop-done");
        scene.Import();
        scene.TakeOver();
        Assert.Equal(PositionStatus.Flat, scene.Rig.State.Status);
        scene.Rig.Wait(scene.Rig.Settings.Cooldown);
        scene.Rig.Bar(94_750m, 94_690m, 94_720m);

        var answer = scene.Rig.Signal();

        Assert.True(answer.IsOpened, answer.Detail);
        Assert.NotEqual("EX_EN_1736798405", answer.TradeKey);
        Assert.Contains(scene.Rig.Resting, order => order.OrderListId is not null);
    }

    private static void Walk(PositionRig rig, Market market)
    {
        switch (market)
        {
            case Market.Rises:
                rig.Move(95_302m);
                rig.Wait(TimeSpan.FromSeconds(30));
                rig.Move(95_700m);
                rig.Wait(TimeSpan.FromSeconds(30));
                Trail(rig);
                rig.Move(94_000m);
                break;
            case Market.Falls:
                rig.Move(94_500m);
                break;
            case Market.Crashes:
                rig.Jump(94_000m);
                break;
        }

        rig.Wait(TimeSpan.FromMinutes(20));
    }

    private static void Trail(PositionRig rig)
    {
        decimal[] lows = [95_600m, 95_550m, 95_500m, 95_560m, 95_620m, 95_650m];
        foreach (var low in lows)
        {
            rig.Bar(95_720m, low, 95_700m);
            rig.Tick(Cadence.Trail);
        }
    }

    private static void AssertClosed(OriginalScene scene, decimal quoteBefore)
    {
        var rig = scene.Rig;
        Assert.True(rig.State.Status == PositionStatus.Flat, $"Still {rig.State.Status}.{Environment.NewLine}{rig.Story}");
        scene.Checker.AtEnd(
            rig.State.LastClosed is { Result.EntryQuantity: > 0m } closed ? [closed] : [], rig.Engine.BalanceOf("USDC").Total - quoteBefore);
        Assert.True(
            scene.Checker.Violations.IsEmpty,
            string.Join(Environment.NewLine, scene.Checker.Violations.Select(violation => violation.ToString()).Append(rig.Story)));
    }
}
