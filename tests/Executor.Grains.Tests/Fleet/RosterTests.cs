using Executor.GrainInterfaces;
using Executor.Grains.Fleet;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Fleet;

/// <summary>Who is traded: settings, and words at run time that no setting overrules.</summary>
public sealed class RosterTests
{
    private const string Bitcoin = TestFleet.Symbol;
    private const string Ether = TestFleet.OtherSymbol;
    private static readonly DateTimeOffset Now = TestFleet.Start;

    [Fact]
    public void Traded_AreTheConfiguredAndTheAddedLessThoseTakenOut_WhateverTheNextSiloIsConfiguredWith()
    {
        var state = RosterRules.Configure(new FleetState(), ["A", "B", "A"], Now);
        state = RosterRules.Add(state, "C", "new", "operator", Now);
        state = RosterRules.Remove(state, "A", "delisted", "operator", Now);

        Assert.Equal(["B", "C"], RosterRules.Traded(state));
        Assert.Equal(["B", "C"], RosterRules.Traded(RosterRules.Configure(state, ["A", "B"], Now)));
        Assert.Equal(["D", "C"], RosterRules.Traded(RosterRules.Configure(state, ["A", "D"], Now)));
        Assert.Equal(["A"], state.Leaving);
        Assert.Equal("A was taken out of the roster by operator at 2025-01-13T20:00:00.0000000+00:00: delisted.", RosterRules.WhyNotTraded(state, "A"));
        Assert.Equal("E is not on the roster.", RosterRules.WhyNotTraded(state, "E"));
        Assert.Null(RosterRules.WhyNotTraded(state, "C"));
    }

    [Fact]
    public void AWord_EndsTheOppositeOne()
    {
        var configured = RosterRules.Configure(new FleetState(), ["A"], Now);
        var back = RosterRules.Add(RosterRules.Remove(configured, "A", "x", "operator", Now), "A", "y", "operator", Now);
        var gone = RosterRules.Remove(RosterRules.Add(configured, "B", "x", "operator", Now), "B", "y", "operator", Now);

        Assert.Equal(["A"], RosterRules.Traded(back));
        Assert.Empty(back.Leaving);
        Assert.Empty(back.Removed);
        Assert.Equal(["A"], RosterRules.Traded(gone));
        Assert.Empty(gone.Added);
        Assert.Equal(["B"], gone.Leaving);
    }

    [Fact]
    public void AWish_ThatIsFulfilled_ChangesNothing()
    {
        var state = RosterRules.Configure(new FleetState(), ["A"], Now);

        Assert.Same(state, RosterRules.Configure(state, ["A"], Now));
        Assert.Same(state, RosterRules.Add(state, "A", "again", "operator", Now));
        Assert.Same(state, RosterRules.Remove(state, "B", "never there", "operator", Now));
    }

    [Fact]
    public void EveryChange_IsJournalledWithWhoMadeIt_AndTheFirstRosterIsNone()
    {
        var state = RosterRules.Configure(new FleetState(), ["A", "B"], Now);
        Assert.Empty(state.Journal);

        state = RosterRules.Configure(state, ["B", "C"], Now);
        state = RosterRules.Remove(state, "B", "delisted", "operator", Now);

        Assert.Equal(
            [("ROSTER_SYMBOL_ADDED", "C", "SYMBOLS"), ("ROSTER_SYMBOL_REMOVED", "A", "SYMBOLS"), ("ROSTER_SYMBOL_REMOVED", "B", "operator")],
            state.Journal.Select(happened => (happened.Name, happened.Fields[0].Value, happened.Fields[1].Value)));
    }

    [Fact]
    public async Task Changes_AreKeptOverARestart_AndTheViewSaysWhereEachSymbolComesFrom()
    {
        var before = await TestFleet.StartAsync();
        await before.Fleet().SetRosterAsync([Bitcoin], CancellationToken.None);
        await before.Fleet().AddSymbolAsync(Ether, "wanted", "operator", CancellationToken.None);
        await before.Fleet().RemoveSymbolAsync(Bitcoin, "delisted", "operator", CancellationToken.None);
        await before.Fleet().SweepAsync(CancellationToken.None);
        await using var after = await before.RestartAsync();

        var known = await after.Fleet().SetRosterAsync([Bitcoin], CancellationToken.None); // as before: a silo with the old settings

        Assert.Equal(
            [(Ether, RosterStanding.Traded, false, "wanted"), (Bitcoin, RosterStanding.Out, true, "delisted")],
            known.Select(each => (each.Symbol, each.Standing, each.IsConfigured, each.Reason!)));
        Assert.All(known, each => Assert.Equal("operator", each.ChangedBy));
        Assert.Equal(["not_traded", null], [(await after.SignalAsync()).Reason, (await after.SignalAsync("other", Ether)).Reason]);
    }

    [Fact]
    public async Task SymbolTakenOut_EntersNothingFromThenOn_AndItsPositionIsManagedUntilItIsFlatAndForgotten()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([Bitcoin, Ether], CancellationToken.None);
        await fleet.SignalAsync();
        await fleet.PumpAsync();

        await fleet.Fleet().RemoveSymbolAsync(Bitcoin, "delisted", "operator", CancellationToken.None);
        await fleet.MoveAsync(95_191m); // the first target
        await fleet.Fleet().SweepAsync(CancellationToken.None);

        Assert.Equal(("Open", "BreakEven"), ((await fleet.ViewAsync()).Status, (await fleet.ViewAsync()).StopCause));
        Assert.Equal(RosterStanding.Leaving, (await StandingAsync(fleet, Bitcoin))!.Standing);
        await fleet.MoveAsync(94_900m);
        await fleet.Fleet().SweepAsync(CancellationToken.None);

        Assert.Equal(RosterStanding.Out, (await StandingAsync(fleet, Bitcoin))!.Standing);
        var refused = await fleet.SignalAsync("second");
        Assert.Equal("not_traded", refused.Reason);
        Assert.Contains("by operator", refused.Detail, StringComparison.Ordinal);
        await fleet.Fleet().AddSymbolAsync(Bitcoin, "listed again", "operator", CancellationToken.None);
        Assert.Equal("cooldown", (await fleet.SignalAsync("third")).Reason); // judged like any other
    }

    [Fact]
    public async Task SymbolTakenOut_WhileItsEntryRests_EndsTheEntryAndLeavesNothingBehind()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([Bitcoin, Ether], CancellationToken.None);
        await fleet.SignalAtAsync("rests", 94_800m);
        Assert.Equal("Pending", (await fleet.ViewAsync()).Status);

        await fleet.Fleet().RemoveSymbolAsync(Bitcoin, "delisted", "operator", CancellationToken.None);
        await fleet.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("Flat", (await fleet.ViewAsync()).Status);
        Assert.Empty(fleet.Resting());
        Assert.Equal(0m, fleet.Held());
    }

    [Fact]
    public async Task SymbolNoLongerConfigured_IsForgottenOnceFlat_AndEntersNothingAfterwards()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Fleet().SetRosterAsync([Bitcoin, Ether], CancellationToken.None);
        await fleet.Fleet().SetRosterAsync([Ether], CancellationToken.None);
        await fleet.Fleet().SweepAsync(CancellationToken.None);

        Assert.Null(await StandingAsync(fleet, Bitcoin));
        Assert.Equal("not_traded", (await fleet.SignalAsync()).Reason); // from a silo that has not heard of it yet
    }

    private static async Task<RosterSymbol?> StandingAsync(TestFleet fleet, string symbol) =>
        (await fleet.Fleet().GetSymbolsAsync(CancellationToken.None)).FirstOrDefault(known => known.Symbol == symbol);
}
