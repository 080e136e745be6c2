using System.Text;
using System.Text.Json.Nodes;
using Executor.Core.Ledger;
using Executor.Core.Exchange;
using Executor.Core.Invariants;
using Executor.Core.Positions;
using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Grains.Account;
using Executor.Grains.Fleet;
using Executor.Grains.Ledger;
using Executor.Grains.Signals;
using Executor.Grains.Storage;
using Executor.Grains.Tests.Cluster;
using Executor.Storage.State;

namespace Executor.Grains.Tests.Storage;

/// <summary>The stored form is a contract with the release before and the release after.</summary>
public sealed class StoredStatesTests
{
    private static readonly StateSchema<PositionState> Positions =
        new(StoredStates.PositionKind, StoredStates.PositionVersion, StoredStates.Default.PositionState, new StateUpgrader(1, StoredStateUpgrades.PositionFrom1),
            new StateUpgrader(2, StoredStateUpgrades.PositionFrom2));

    private static readonly StateSchema<FleetState> Fleets = new(
        StoredStates.FleetKind, StoredStates.FleetVersion, StoredStates.Default.FleetState, new StateUpgrader(1, StoredStateUpgrades.FleetFrom1),
        new StateUpgrader(2, StoredStateUpgrades.FleetFrom2));

    [Fact]
    public async Task Position_OfARealTrade_IsTheSameDocumentAfterReadingAndWriting()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.SignalAsync();
        await fleet.MoveAsync(95_191m);
        var open = Document(fleet.StateFile);
        await fleet.MoveAsync(94_900m);
        var closed = Document(fleet.StateFile);

        Assert.Equal("Open", JsonNode.Parse(open)!["state"]!["Status"]!.GetValue<string>());
        Assert.NotNull(JsonNode.Parse(closed)!["state"]!["LastClosed"]);
        foreach (var document in new[] { open, closed })
            Assert.Equal(document, Positions.Write(Positions.Read(Encoding.UTF8.GetBytes(document))));
    }

    [Theory]
    [InlineData("flat", "Flat", 0, 0)]
    [InlineData("entry-sent", "Pending", 1, 0)]
    [InlineData("entry-resting", "Pending", 0, 0)]
    [InlineData("first-exit-sent", "OpenFilled", 1, 3)]
    [InlineData("stop-replaced", "Open", 1, 3)]
    [InlineData("open", "Open", 0, 3)]
    [InlineData("closing", "Closing", 1, 3)]
    [InlineData("closed", "Flat", 0, 0)]
    public void Position_OfTheFirstRelease_LosesNothingAndOwesNothing(string shape, string status, int intents, int legs)
    {
        var stored = File.ReadAllBytes(Golden($"position-v1-{shape}.json"));

        var state = Positions.Read(stored);

        Assert.Equal((status, intents, legs), (state.Status.ToString(), state.Intents.Length, state.Trade?.Legs.Length ?? 0));
        Assert.Empty(state.Undelivered);
        Assert.Null(state.Hold);
        Assert.Null(state.Trade?.Loan);
        Assert.Equal(InvariantMemory.Empty.ToString(), state.Invariants.ToString());
        Assert.All(state.Intents, intent => Assert.Equal(TradingAccount.Spot, intent.Command.Account));
        var written = JsonNode.Parse(Positions.Write(state))!;
        Assert.Equal(3, written["schema"]!.GetValue<int>());
        var older = JsonNode.Parse(stored)!["state"]!.AsObject();
        Remove(older, "IsLookDue");
        AssertHolds(older, written["state"]!);
    }

    [Theory]
    [InlineData("open", "Open", DueLook.None)]
    [InlineData("taken-over", "Open", DueLook.Everything)]
    [InlineData("closing", "Closing", DueLook.None)]
    public void Position_OfTheSecondRelease_OwesTheLookThatItOwed(string shape, string status, DueLook due)
    {
        var stored = File.ReadAllBytes(Golden($"position-v2-{shape}.json"));

        var state = Positions.Read(stored);

        Assert.Equal((status, due), (state.Status.ToString(), state.DueLook));
        var older = JsonNode.Parse(stored)!["state"]!.AsObject();
        Remove(older, "IsLookDue");
        AssertHolds(older, JsonNode.Parse(Positions.Write(state))!["state"]!);
    }

    [Fact]
    public async Task Position_OfTheFirstRelease_IsManagedToItsClose()
    {
        var before = await TestFleet.StartAsync();
        await before.SignalAsync();
        await before.PumpAsync();
        var open = JsonNode.Parse(Document(before.StateFile))!.AsObject();
        Assert.Equal("Open", open["state"]!["Status"]!.GetValue<string>());
        StoredRow.Overwrite(before.StateFile, "position", Lowered(open).ToJsonString(), TestFleet.Symbol);
        await using var after = await before.RestartAsync();

        Assert.Equal("Open", (await after.ViewAsync()).Status);
        await after.Position().FlattenAsync("OPERATOR", CancellationToken.None);
        await after.PumpAsync();

        Assert.Equal(("Flat", "OPERATOR"), ((await after.ViewAsync()).Status, (await after.ViewAsync()).LastCloseReason));
        Assert.Equal(3, JsonNode.Parse(Document(after.StateFile))!["schema"]!.GetValue<int>());
    }

    [Fact]
    public void Ingest_WithKeysAndCursor_KeepsEverything()
    {
        var schema = new StateSchema<IngestState>(StoredStates.IngestKind, StoredStates.IngestVersion, StoredStates.Default.IngestState);
        var state = new IngestState
        {
            Memory = new SignalMemory { Keys = ["a", "b"], Watermark = TestFleet.Start, Fingerprint = "f", Capacity = 3 },
            Cursor = new FileCursor { Path = "/log", Identity = "id", Offset = 12, Line = 2 },
        };

        var read = schema.Read(Encoding.UTF8.GetBytes(schema.Write(state)));

        Assert.Equal(["a", "b"], read.Memory!.Keys);
        Assert.Equal((TestFleet.Start, "f", 3), (read.Memory.Watermark, read.Memory.Fingerprint, read.Memory.Capacity));
        Assert.Equal(state.Cursor, read.Cursor);
    }

    [Fact]
    public void Fleet_OfTheFirstRelease_IsRunning()
    {
        var fleet = Fleets.Read("""{"schema":1,"kind":"fleet","state":{"Roster":["BTCUSDC"],"Leaving":["ETHUSDC"]}}"""u8.ToArray());

        Assert.Equal(["BTCUSDC"], fleet.Configured);
        Assert.Equal(["ETHUSDC"], fleet.Leaving);
        Assert.Equal(FleetMode.Running, fleet.Mode);
        Assert.Equal(
            "{\"schema\":3,\"kind\":\"fleet\",\"state\":{\"Configured\":[\"BTCUSDC\"],\"Added\":[],\"Removed\":[],\"Leaving\":[\"ETHUSDC\"],\"Mode\":\"Running\",\"Change\":null,"
            + "\"CooldownUntil\":null,\"Shutdown\":null,\"JournalSequence\":0,\"Journal\":[]}}",
            Fleets.Write(fleet));
    }

    [Fact]
    public void AccountReview_OfTheFirstRelease_IsKnown()
    {
        var schema = new StateSchema<AccountReviewState>(
            StoredStates.AccountReviewKind, StoredStates.AccountReviewVersion, StoredStates.Default.AccountReviewState);
        const string Stored = """{"schema":1,"kind":"account-review","state":{"Account":"CrossMargin","At":"2025-01-13T20:00:00+00:00"}}""";

        var review = schema.Read(Encoding.UTF8.GetBytes(Stored));

        Assert.Equal((TradingAccount.CrossMargin, TestFleet.Start), (review.Account, review.At));
        Assert.Equal(Stored, schema.Write(review));
    }

    [Fact]
    public void Fleet_OfTheSecondRelease_TradesWhatItWasConfiguredWith()
    {
        var stored = File.ReadAllBytes(Golden("fleet-v2.json"));

        var fleet = Fleets.Read(stored);

        Assert.Equal(["BTCUSDC", "ETHUSDC"], RosterRules.Traded(fleet));
        Assert.Equal(["SOLUSDC"], fleet.Leaving);
        Assert.Equal((FleetMode.Paused, 1L), (fleet.Mode, fleet.JournalSequence));
        var older = JsonNode.Parse(stored)!["state"]!.AsObject();
        older["Configured"] = older["Roster"]!.DeepClone();
        older.Remove("Roster");
        AssertHolds(older, JsonNode.Parse(Fleets.Write(fleet))!["state"]!);
    }

    [Fact]
    public void Fleet_ChangedAtRunTime_KeepsEverything()
    {
        var state = RosterRules.Configure(new FleetState(), ["BTCUSDC"], TestFleet.Start);
        state = RosterRules.Add(state, "ETHUSDC", "wanted", "operator", TestFleet.Start);
        state = RosterRules.Remove(state, "BTCUSDC", "delisted", "operator", TestFleet.Start);

        var written = Fleets.Write(state);

        Assert.Equal(written, Fleets.Write(Fleets.Read(Encoding.UTF8.GetBytes(written))));
        Assert.StartsWith(
            """{"schema":3,"kind":"fleet","state":{"Configured":["BTCUSDC"],"Added":[{"Symbol":"ETHUSDC","At":"2025-01-13T20:00:00+00:00","By":"operator","Reason":"wanted"}],"Removed":[{"Symbol":"BTCUSDC",""",
            written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ledger_OfARealTrade_IsTheSameDocumentAfterReadingAndWriting()
    {
        var schema = new StateSchema<LedgerSheet>(StoredStates.LedgerSheetKind, StoredStates.LedgerSheetVersion, StoredStates.Default.LedgerSheet);
        await using var fleet = await TestFleet.StartAsync();
        var written = new TaskCompletionSource<LedgerSheet>(TaskCreationOptions.RunContinuationsAsynchronously);
        fleet.Faults.AfterWrite = state =>
        {
            if (state is LedgerSheet sheet)
                written.TrySetResult(sheet);
            return Task.CompletedTask;
        };
        await fleet.SignalAsync();
        await fleet.PumpAsync();
        await fleet.MoveAsync(94_800m);

        var document = schema.Write(await Patience.ForAsync(written.Task));

        Assert.Equal("NormalSl", JsonNode.Parse(document)!["state"]!["Records"]![0]!["Exit"]!.GetValue<string>());
        Assert.Equal(document, schema.Write(schema.Read(Encoding.UTF8.GetBytes(document))));
    }

    [Fact]
    public void LedgerIndex_WithAMonth_HasTheFormOfTheFirstRelease()
    {
        var schema = new StateSchema<LedgerIndex>(StoredStates.LedgerIndexKind, StoredStates.LedgerIndexVersion, StoredStates.Default.LedgerIndex);

        Assert.Equal(
            """{"schema":1,"kind":"trade-ledger-index","state":{"Shelves":[{"Month":{"Year":2025,"Month":1},"Pages":2}]}}""",
            schema.Write(new LedgerIndex { Shelves = [new LedgerShelf(new LedgerMonth(2025, 1), 2)] }));
    }

    [Fact]
    public void Fleet_InAShutdown_KeepsEverything()
    {
        var state = FleetRules.BeginShutdown(new FleetState { Configured = ["BTCUSDC"] }, flatten: true, "fire", "operator", TestFleet.Start);
        state = FleetRules.Reconciled(state, [new SymbolFinding("BTCUSDC", false, "Open", ["Trade X is Open."])], TimeSpan.FromHours(1), TestFleet.Start);

        var written = Fleets.Write(state);

        Assert.Equal(written, Fleets.Write(Fleets.Read(Encoding.UTF8.GetBytes(written))));
        Assert.Contains("\"Phase\":\"Flattening\"", written, StringComparison.Ordinal);
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Storage", "Golden", name);

    /// <summary>Every value of the older document stands at the same place of the newer one.</summary>
    private static void AssertHolds(JsonNode older, JsonNode newer)
    {
        switch (older)
        {
            case JsonObject members:
                Assert.All(members, member =>
                {
                    if (member.Value is { } value)
                        AssertHolds(value, newer[member.Key]!);
                    else
                        Assert.Null(newer[member.Key]);
                });
                break;
            case JsonArray items:
                Assert.Equal(items.Count, newer.AsArray().Count);
                Assert.All(items.Zip(newer.AsArray()), pair => AssertHolds(pair.First!, pair.Second!));
                break;
            default:
                Assert.Equal(older.ToJsonString(), newer.ToJsonString());
                break;
        }
    }

    /// <summary>A document of today without what version 1 did not have.</summary>
    private static JsonObject Lowered(JsonObject document)
    {
        document["schema"] = 1;
        var state = document["state"]!.AsObject();
        Remove(state, "Undelivered", "Hold", "Import", "Invariants", "DueLook");
        state.Add("IsLookDue", false);
        var trade = state["Trade"]!.AsObject();
        Remove(
            trade, "Baseline", "Loan", "ToBorrow", "Settlement", "ExchangeCanceledAt", "TakenOutside", "UnexplainedSince", "ForeignStops", "EntryList",
            "NotTradingSince");
        foreach (var leg in trade["Legs"]!.AsArray())
            Remove(leg!.AsObject(), "IsTargetLost");
        return document;
    }

    private static void Remove(JsonObject members, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            Assert.True(members.Remove(name), name);
    }

    private static string Document(string file) => StoredRow.Read(file, "position", TestFleet.Symbol);
}
