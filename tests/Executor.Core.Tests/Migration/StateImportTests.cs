using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Executor.Core.Exchange;
using Executor.Core.Migration;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Tests.Positions;

namespace Executor.Core.Tests.Migration;

/// <summary>What the fields of the original's state file become, and that each of them is accounted for.</summary>
public sealed class StateImportTests
{
    private static readonly DateTimeOffset At = new(2025, 1, 13, 20, 30, 0, TimeSpan.Zero);
    private static readonly SymbolSettings Spot = new() { Symbol = PositionRig.Symbol };
    private static readonly SymbolSettings Cross = Spot with { Account = TradingAccount.CrossMargin };

    public static TheoryData<string> AllFiles() =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryText.Root, "tests", "Executor.Core.Tests", "Migration", "StateFiles"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void EveryField_OfEveryFile_IsAccountedForAndKnown(string name)
    {
        var result = Import(name, Cross);

        using var file = JsonDocument.Parse(OriginalScene.File(name));
        foreach (var leaf in Leaves(file.RootElement, string.Empty))
        {
            Assert.Contains(result.Fields, field => leaf == field.Path || leaf.StartsWith(field.Path + ".", StringComparison.Ordinal));
        }

        Assert.Empty(result.Unknown);
        Assert.All(result.Fields.Where(field => field.Outcome is not FieldOutcome.Used), field => Assert.NotEmpty(field.Note));
        Assert.Equal(name == "shell", !result.Refused.IsEmpty);
    }

    [Fact]
    public void Open_BeforeTheFirstTarget_KeepsPlanLegsAndOrders()
    {
        var trade = Import("open").State!.Trade!;

        Assert.Equal("EX_EN_1736798405", trade.Key);
        Assert.Equal("PEAK|2025-01-13T20:00|long|95000.0", trade.SignalKey);
        Assert.Equal((95_000.5m, 94_700m, 95_301m, 95_601.5m), (trade.Plan.Entry, trade.Plan.Stop, trade.Plan.Target1, trade.Plan.Target2));
        Assert.Equal([1L, 2L, 3L, 4L], trade.Orders.Select(order => order.OrderId));
        Assert.All(trade.Legs, leg => Assert.Equal((0.00035m, 94_700m, LegPhase.Open), (leg.Quantity, leg.StopPrice, leg.Phase)));
        Assert.Equal((EntryPhase.Done, BreakEvenPhase.Waiting, StopCause.Initial), (trade.Entry, trade.BreakEven, trade.StopCause));
    }

    [Theory]
    [InlineData("pending-limit", PositionStatus.Pending, EntryPhase.Limit)]
    [InlineData("pending-plan-b", PositionStatus.Pending, EntryPhase.Market)]
    [InlineData("open-filled", PositionStatus.Pending, EntryPhase.Limit)]
    [InlineData("break-even-pending", PositionStatus.Open, EntryPhase.Done)]
    [InlineData("cleanup-after-stop-watchdog", PositionStatus.Closing, EntryPhase.Done)]
    [InlineData("cleanup-after-target-watchdog", PositionStatus.Open, EntryPhase.Done)]
    public void Status_OfTheOriginal_BecomesStatusAndPhase(string name, PositionStatus status, EntryPhase entry)
    {
        var state = Import(name).State!;

        Assert.Equal((status, entry, true), (state.Status, state.Trade!.Entry, state.IsLookFirst));
    }

    [Theory]
    [InlineData("break-even-pending", BreakEvenPhase.Moving, StopCause.Initial, 94_700)]
    [InlineData("break-even-paused", BreakEvenPhase.Paused, StopCause.Initial, 94_700)]
    [InlineData("break-even-done", BreakEvenPhase.Done, StopCause.BreakEven, 95_000.01)]
    [InlineData("trailing", BreakEvenPhase.Done, StopCause.Trail, 95_400)]
    [InlineData("trailing-first-target-given-up", BreakEvenPhase.Waiting, StopCause.Trail, 95_400)]
    public void Stop_OfTheOriginal_KeepsLevelAndCause(string name, BreakEvenPhase breakEven, StopCause cause, decimal level)
    {
        var trade = Import(name).State!.Trade!;

        Assert.Equal((breakEven, cause, 94_700m), (trade.BreakEven, trade.StopCause, trade.Plan.Stop));
        Assert.All(trade.Legs, leg => Assert.Equal(level, leg.StopPrice));
        Assert.Equal(cause == StopCause.Trail, trade.Trail is { IsFresh: false });
    }

    [Fact]
    public void OldShape_WithNumbersAsTextAndFieldsMissing_IsTheSamePosition()
    {
        var (old, present) = (Import("open-old-shape"), Import("open"));

        Assert.Equal(present.State!.Trade!.Plan with { FeedEntry = 0m, SignalPrice = 0m }, old.State!.Trade!.Plan with { FeedEntry = 0m, SignalPrice = 0m });
        Assert.Equal(present.State.Trade.Legs.Select(leg => leg.Quantity), old.State.Trade.Legs.Select(leg => leg.Quantity));
        Assert.Contains(old.Changed, field => field.Path == "position.k_entry");
        Assert.Contains(old.Changed, field => field.Path == "position.trade_key");
    }

    [Fact]
    public void OldShape_AfterBreakEvenWithoutTheFirstStop_HasNoRiskAndSaysSo()
    {
        var result = Import("break-even-done-old-shape");

        Assert.Equal(95_000.01m, result.State!.Trade!.Plan.Stop);
        Assert.Contains(result.Changed, field => field.Path == "position.prices.sl" && field.Note.Contains("no R", StringComparison.Ordinal));
    }

    [Fact]
    public void Flat_KeepsCooldownLockAndSeenSignals()
    {
        var result = Import("flat", Cross);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_736_799_305), result.State!.CooldownUntil);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_736_798_420), result.State.LockUntil);
        Assert.Equal(["PEAK|2025-01-13T19:40|long|94900.0", "PEAK|2025-01-13T20:00|long|95000.0"], result.Signals!.Keys);
        Assert.Equal(new DateTimeOffset(2025, 1, 13, 20, 0, 0, TimeSpan.Zero), result.Signals.Watermark);
        Assert.Contains(result.State.Journal[0].Fields, field => field.Name == "last_closed" && field.Value.StartsWith("SL at", StringComparison.Ordinal));
        Assert.Contains(result.Changed, field => field.Path == "margin.borrowed_by_trade.EX_EN_1736790000.USDC" && field.Note.Contains("by hand", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("asleep", HoldKind.Paused)]
    [InlineData("halted", HoldKind.Halted)]
    public void SleepAndHalt_HoldTheSymbol(string name, HoldKind kind) => Assert.Equal(kind, Import(name).State!.Hold!.Kind);

    [Fact]
    public void AbortedEntry_IsFlat() => Assert.Equal((PositionStatus.Flat, null), (Import("entry-abort").State!.Status, Import("entry-abort").State!.Trade));

    [Fact]
    public void Debt_OfTheOpenTrade_BecomesItsLoanAndTheBaselineIsWhatWasThereBefore()
    {
        var trade = Import("margin-long", Cross).State!.Trade!;

        Assert.Equal(("USDC", 100.04977658m, 100.04977658m), (trade.Loan!.Asset, trade.Loan.Borrowed, trade.Loan.Owed));
        Assert.Equal(10_000.3m + 99.75m - 100.04977658m, trade.Baseline!.Quote.Total);
        Assert.Equal(0.001m, trade.Baseline.Base.Total);
        Assert.Contains(Import("margin-long", Spot).Refused, field => field.Path == "margin.borrowed_by_trade.EX_EN_1736798405.USDC");
    }

    [Fact]
    public void SeenKeys_OfAnotherRule_AreLeftOut()
    {
        var result = Import(Edit("flat", file => file["meta"]!["seen_keys"] = new JsonArray("PEAK|2025-01-13T20:00|long|95000.00", "PEAK|2025-01-13T20:01|short|95000.0", "nonsense")));

        Assert.Equal(["PEAK|2025-01-13T20:01|short|95000.0"], result.Signals!.Keys);
        Assert.Contains(result.Changed, field => field.Path == "meta.seen_keys");
    }

    [Fact]
    public void UnknownField_IsReported()
    {
        var result = Import(Edit("open", file => file["position"]!["moon_phase"] = "full"));

        Assert.Equal("position.moon_phase", Assert.Single(result.Unknown).Path);
        Assert.NotNull(result.State);
    }

    [Theory]
    [InlineData("""{"position": {"qty": NaN}}""")]
    [InlineData("""{"position": """)]
    [InlineData("[]")]
    [InlineData("")]
    public void File_ThatIsNoJsonObject_IsRefusedAsAWhole(string text)
    {
        var result = Import(Encoding.UTF8.GetBytes(text));

        Assert.Equal("$", Assert.Single(result.Refused).Path);
        Assert.Equal((null, null), (result.State, result.Signals));
    }

    [Theory]
    [InlineData("qty", "-0.00105")]
    [InlineData("qty", "\"NaN\"")]
    [InlineData("qty", "0")]
    [InlineData("qty", "0.00001")]
    [InlineData("order_id", "null")]
    [InlineData("order_id", "1.5")]
    [InlineData("side", "\"UNKNOWN\"")]
    [InlineData("side", "\"SHORT\"")]
    [InlineData("status", "\"WAITING\"")]
    [InlineData("mode", "\"paper\"")]
    [InlineData("opened_s", "1e30")]
    [InlineData("opened_s", "1836798405")]
    [InlineData("prices", "{\"entry\":95000.5,\"sl\":95100,\"tp1\":95301,\"tp2\":95601.5}")]
    [InlineData("prices", "{\"entry\":95000.5,\"sl\":94700,\"tp1\":95301}")]
    public void Position_ThatCannotBeTrusted_IsRefusedWithWhatToDo(string field, string value)
    {
        var result = Import(Edit("open", file => file["position"]![field] = JsonNode.Parse(value)));

        Assert.Contains(result.Refused, refused => refused.Path.StartsWith($"position.{field}", StringComparison.Ordinal) || field == "side");
        Assert.All(result.Refused, refused => Assert.NotEmpty(refused.Note));
        Assert.Null(result.State);
    }

    [Fact]
    public void Position_WithoutAnyId_IsRefused() => Assert.Contains(
        Import(Edit("open", file =>
        {
            foreach (var name in (string[])["order_id", "client_id", "trade_key"])
            {
                file["position"]!.AsObject().Remove(name);
            }
        })).Refused,
        field => field.Path == "position.order_id");

    [Fact]
    public void W56_Shell_WithoutItsEntry_IsRefusedAndNamesWhatIsMissing() => Assert.Equal(
        ["position.opened_s", "position.order_id", "position.prices.entry"],
        Import("shell").Refused.Select(field => field.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void File_OfAnotherSymbol_IsRefused()
    {
        var rules = PositionRig.DefaultRules with { Symbol = "ETHUSDC", BaseAsset = "ETH" };

        var result = StateImport.Read(OriginalScene.File("open"), Spot with { Symbol = "ETHUSDC" }, rules, At);

        Assert.Contains(result.Refused, field => field.Path == "position.exit_client_ids.sl");
        Assert.Null(result.State);
    }

    [Fact]
    public void Verdict_OverNothing_OverTheSameFile_AndOverWhatHasRun()
    {
        var result = Import("open");
        var other = Import("break-even-done");

        Assert.IsType<ImportVerdict.Write>(ImportVerdict.Of(null, result));
        Assert.IsType<ImportVerdict.Write>(ImportVerdict.Of(PositionState.Empty(PositionRig.Symbol) with { Epoch = 3 }, result));
        Assert.Equal(At, Assert.IsType<ImportVerdict.AlreadyDone>(ImportVerdict.Of(result.State, result)).At);
        Assert.IsType<ImportVerdict.AlreadyDone>(ImportVerdict.Of(result.State! with { Epoch = 7, Status = PositionStatus.Flat, Trade = null }, result));
        Assert.IsType<ImportVerdict.Write>(ImportVerdict.Of(result.State, other));
        Assert.IsType<ImportVerdict.Refused>(ImportVerdict.Of(result.State! with { Epoch = 1 }, other));
        Assert.IsType<ImportVerdict.Refused>(ImportVerdict.Of(result.State! with { Import = null }, other));
        Assert.IsType<ImportVerdict.Refused>(ImportVerdict.Of(Import("flat").State! with { Epoch = 1 }, other));
    }

    [Fact]
    public void SameFile_ReadTwice_GivesTheSameState() =>
        Assert.Equal(JsonSerializer.Serialize(Import("trailing").State), JsonSerializer.Serialize(Import("trailing").State));

    private static ImportResult Import(string name, SymbolSettings? settings = null) => Import(OriginalScene.File(name), settings);

    private static ImportResult Import(byte[] file, SymbolSettings? settings = null) => StateImport.Read(file, settings ?? Spot, PositionRig.DefaultRules, At);

    private static byte[] Edit(string name, Action<JsonNode> edit)
    {
        var file = JsonNode.Parse(OriginalScene.File(name))!;
        edit(file);
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    private static IEnumerable<string> Leaves(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any()
            ? value.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
            : [path];
}
