using Executor.Replay.Results;

namespace Executor.Replay.Tests.Running;

public sealed class DeliveryTests
{
    [Fact]
    public void Signal_WhenStampedWithTheTimeOfARow_IsAnsweredThenWithThatRowKnown()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(100_000m).Quiet(1, 100_000m).Set("ENTRY_MODE", "MARKET_ONLY");

        var closed = Assert.Single(scenario.Run().Trades);

        Assert.Equal(Scenario.At(5), closed.Trade.EnteredAt());
        Assert.Equal(100_000.01m, closed.Result.EntryPrice);
    }

    [Fact]
    public void Signal_WhenStampedWithinAMinute_MeetsThePriceOfThatMoment()
    {
        // Row 6 falls by 400 from :00 to :20; at :05 price stands at 99900.
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(99_900m, at: Scenario.At(5, 5)).Row(100_000m, 99_600m, 100_000m)
            .Set("ENTRY_MODE", "MARKET_ONLY");

        var closed = Assert.Single(scenario.Run().Trades);

        Assert.Equal(Scenario.At(5, 5), closed.Trade.EnteredAt());
        Assert.Equal(99_900.01m, closed.Result.EntryPrice);
    }

    [Fact]
    public void Command_WhenItTakesTime_MeetsThePriceAtItsArrival()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(100_000m).Row(100_000m, 99_600m, 100_000m)
            .Set("ENTRY_MODE", "MARKET_ONLY").Set("COMMAND_LATENCY_MS", "2500");

        var result = scenario.Run();

        var closed = Assert.Single(result.Trades);

        // The look for the baseline takes as long as the entry itself.
        Assert.Equal(Scenario.At(5, 5), closed.Trade.EnteredAt());
        Assert.Equal(99_900.01m, closed.Result.EntryPrice);
        Assert.All(closed.Trade.Uncovered, window => Assert.True(window.To > window.From));
        Assert.NotEmpty(closed.Trade.Uncovered);
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void Entry_WhenItNeverFills_IsASkipWithTheReasonOfItsEnd()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(99_999.99m).Quiet(5, 100_000m);

        var result = scenario.Run();

        Assert.Empty(result.Trades);
        var skip = Assert.Single(result.Skips);
        Assert.Equal("ENTRY_TIMEOUT", skip.Reason);
        Assert.Equal(Scenario.At(6, 30), skip.At);
    }

    [Fact]
    public void W38_TwoSignalsOfOneTime_WhenTheirKeysDiffer_AreBothAccountedFor()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(100_000m).Peak(100_005m).Row(100_000m, 99_999m, 100_000m);

        var result = scenario.Run();

        Assert.Single(result.Trades);
        Assert.Equal("position_lock", Assert.Single(result.Skips).Reason);
    }

    [Fact]
    public void Signal_WhenOlderThanOneBeforeIt_IsASkipAndNotForgotten()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(100_000m).Peak(99_999m, at: Scenario.At(3)).Quiet(1, 100_000m);

        var result = scenario.Run();

        Assert.Contains(result.Skips, skip => skip is { Reason: "late", Signal.Price: 99_999m });
    }

    [Fact]
    public void Signals_WhenBeforeTheFirstAndAfterTheLastRow_AreAnswered()
    {
        using var scenario = new Scenario().Peak(100_000m, at: Scenario.At(-30)).Quiet(3, 100_000m).Peak(100_000m, at: Scenario.At(600));

        var result = scenario.Run();

        Assert.Empty(result.Trades);
        Assert.Equal([Scenario.At(-30), Scenario.At(600)], result.Skips.Select(skip => skip.Signal.Time));
        Assert.Equal([Scenario.At(-30), Scenario.At(600)], result.Skips.Select(skip => skip.At));
    }

    [Fact]
    public void Signal_WhenDatedAtTheEndsOfTheCalendar_IsInvalidAndDoesNotMuteTheNext()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(99_999m, at: DateTimeOffset.MinValue).Peak(99_998m, at: DateTimeOffset.MaxValue)
            .Peak(100_000m).Row(100_000m, 99_999m, 100_000m);

        var result = scenario.Run();

        Assert.Single(result.Trades);
        Assert.Equal(
            [
                (1L, "ts must lie in the years 2000 to 2100, is 0001-01-01T00:00:00.0000000Z"),
                (2L, "ts must lie in the years 2000 to 2100, is 9999-12-31T23:59:59.0000000Z"),
            ],
            result.Invalid.Select(problem => (problem.Line, problem.Reason)));
    }

    [Fact]
    public void Lines_WhateverTheyAre_AddUp()
    {
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(100_000m).Peak(100_000m).Log("not json").Log("").Log("""{"action":"INIT_MAX"}""")
            .Row(100_000m, 99_999m, 100_000m).Peak(100_000m);

        var result = scenario.Run();

        Assert.Equal(6, result.SignalLines);
        Assert.Equal((1, 1, 1, 2), (result.Trades.Length, result.Duplicates, result.Invalid.Length, result.Ignored.Values.Sum()));
        Assert.Equal(3, Assert.Single(result.Invalid).Line);
        Assert.Equal("position_already_open", Assert.Single(result.Skips).Reason);
    }

    [Fact]
    public void Rows_WhenMinutesAreMissing_LeaveClocksRunning()
    {
        // The entry times out in the gap, although no row lies in it.
        using var scenario = new Scenario().Quiet(5, 100_000m).Peak(99_999.99m);
        scenario.Row(100_000m, 100_000m, 100_000m);
        scenario.SkipMinutes(60).Quiet(2, 100_000m);

        var skip = Assert.Single(scenario.Run().Skips);

        Assert.Equal(("ENTRY_TIMEOUT", Scenario.At(6, 30)), (skip.Reason, skip.At));
    }
}
