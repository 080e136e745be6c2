using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Requests of which nobody knows what became.</summary>
public sealed class LostAnswerTests(Scoreboard board) : ScenarioTests(board)
{
    private const string Place = "POST /api/v3/order";
    private const string Query = "GET /api/v3/order";
    private const int NoSuchOrder = -2013;

    /// <summary>Nothing is heard for a while: what has filled meanwhile cannot be known.</summary>
    private static readonly TimeSpan Deaf = TimeSpan.FromSeconds(30);

    private static readonly ScenarioSetup LateWindow = new()
    {
        Settings = new Dictionary<string, string> { ["RECV_WINDOW"] = "4000", ["UNKNOWN_MIN_AGE_SEC"] = "11" },
    };

    [Theory]
    [Scenario("P01")]
    [InlineData("AcceptThenReset", null)]
    [InlineData("AcceptThenError", -1007)]
    [InlineData("HtmlError", null)]
    public Task P01_EntryIsTakenAndItsAnswerIsLost_IsFoundByItsIdAndProtected(string fault, int? code) => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FaultAsync(new { fault, code, executed = fault == "HtmlError", endpoint = Place, count = 1 });

        var open = await scenario.OpenAsync();

        Assert.Equal("Filled", Assert.Single(await scenario.OrdersAsync(), order => order.Side == "Buy").Status);
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        Assert.Single(await scenario.Exchange.ReceivedAsync(Place), request => request.Parameters["side"] == "BUY");
        AssertNeverRefused(scenario);
    });

    [Fact]
    [Scenario("P01")]
    public Task P01_NothingCanBeAskedAndNothingIsHeard_StaysUnknownCountsAsTakenAndRaisesOneAlarm() => LiveAsync(
        new ScenarioSetup { Unnoticed = Deaf, Settings = new Dictionary<string, string> { ["INTENT_UNKNOWN_ALARM_SEC"] = "4", ["MAX_OPEN_POSITIONS"] = "1" } },
        async scenario =>
        {
            await scenario.LoseEventsAsync();
            await scenario.EnterWithoutAnswerAsync(TimeSpan.FromSeconds(1.5));
            var silence = await scenario.Exchange.FaultAsync(new { fault = "HtmlError", endpoint = "queries" });

            await scenario.JournalAsync("INVARIANT_FAIL", entry => entry.Fields["invariant_id"] == "I18" && entry.IsAlarm);
            var answer = await scenario.Silo.SubmitAsync(scenario.Symbol, ScoutFiles.Line("long", scenario.Price + 40m, TimeSpan.Zero));
            var unknown = await scenario.PositionAsync(position => position.UnknownIntents > 0);

            Assert.Equal("Pending", unknown.Status);
            Assert.Contains("position_already_open", answer, StringComparison.Ordinal);
            Assert.Contains("\"reservations\":[{\"symbol\":\"BTCUSDT\"", await scenario.Silo.TextAsync("/fleet"), StringComparison.Ordinal);
            await scenario.Exchange.EndFaultAsync(silence);
            var open = await scenario.PositionAsync(position => position.IsProtected);
            Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
            Assert.Single(scenario.Journal, entry => entry.Name == "INVARIANT_FAIL" && entry.IsAlarm && entry.Fields["invariant_id"] == "I18");
            AssertNeverRefused(scenario);
        });

    [Fact]
    [Scenario("P02")]
    public Task P02_EntryNeverArrives_IsSentAgainUnderItsIdOnceItIsProvenAbsentAndItsWindowHasPassed() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FaultAsync(new { fault = "TimeoutBeforeEngine", endpoint = Place, count = 1 });

        await scenario.OpenAsync();

        var sent = (await scenario.Exchange.ReceivedAsync(Place)).Where(request => request.Parameters["side"] == "BUY").ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].Parameters["newClientOrderId"], sent[1].Parameters["newClientOrderId"]);
        AssertWindowHasPassed(sent[0], sent[1]);
        var asked = (await scenario.Exchange.ReceivedAsync(Query)).Where(request => request.At > sent[0].At && request.At < sent[1].At).ToList();
        Assert.True(asked.Count >= 2, $"{asked.Count}");
        Assert.All(asked, request => Assert.Equal(NoSuchOrder, request.Code));
        Assert.Single(await scenario.OrdersAsync(), order => order.Side == "Buy");
    });

    [Theory]
    [Scenario("P02")]
    [InlineData(1_000)]
    [InlineData(6_000)]
    public Task P02_EntryIsUnderWayWhenItIsAskedFor_IsNotDoubled(int lateMs) => LiveAsync(LateWindow, async scenario =>
    {
        // Within its window it is carried out late; after it the exchange refuses it, and nobody hears of that either.
        await scenario.Exchange.FaultAsync(new { fault = "LateAcceptance", endpoint = Place, count = 1, delayMs = lateMs, code = -1007 });

        var open = await scenario.OpenAsync();

        Assert.Single(await scenario.OrdersAsync(), order => order.Side == "Buy");
        Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
        var sent = (await scenario.Exchange.ReceivedAsync(Place)).Where(request => request.Parameters["side"] == "BUY").ToList();
        if (sent.Count > 1)
            AssertWindowHasPassed(sent[0], sent[1]);
        Assert.Equal(lateMs > 4_000 ? 2 : 1, sent.Count);
    });

    [Theory]
    [Scenario("P06")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    public Task P06_QueriesDenyOrdersThatExist_NothingIsSentAgain(string style) => LiveAsync(new ScenarioSetup { Style = style, Unnoticed = Deaf }, async scenario =>
    {
        // The answer is lost, no event comes, and for three seconds every query shows the books of before.
        await scenario.LoseEventsAsync();
        await scenario.Exchange.FaultAsync(new { fault = "QueryLag", lagMs = 3_000 });
        await scenario.Exchange.FaultAsync(new { fault = "AcceptThenReset", endpoint = "trading", count = 2 });

        var open = await scenario.OpenAsync();

        var denied = (await scenario.Exchange.ReceivedAsync(Query)).Where(request => request.Code == NoSuchOrder).ToList();
        Assert.NotEmpty(denied);
        var orders = await scenario.OrdersAsync();
        Assert.Single(orders, order => order.Side == "Buy");
        Assert.Equal(style == "OCO" ? 3 : 1, orders.Count(order => order.IsStop));
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        Assert.DoesNotContain(scenario.Journal, entry => entry.Name is "INTENT_ABSENT" or "RECON_ORDER_MISSING");
    });

    [Fact]
    [Scenario("P06")]
    public Task P06_QueriesAndOpenOrdersDenyTheExitsOfARestartedExecutor_NothingIsPlacedTwice() => LiveAsync(new ScenarioSetup { Unnoticed = Deaf }, async scenario =>
    {
        var open = await scenario.OpenAsync();
        await scenario.KillSiloAsync();
        await scenario.Exchange.FaultAsync(new { fault = "QueryLag", lagMs = 60_000, durationMs = 4_000 });

        await scenario.StartSiloAsync();
        await scenario.PositionAsync(position => position.IsProtected);
        await scenario.UntilAsync(async () => (await scenario.Exchange.ReceivedAsync("GET /api/v3/openOrders")).Count >= 4);

        Assert.Equal(3, (await scenario.OrdersAsync()).Count(order => order.IsStop));
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
    });

    private static void AssertWindowHasPassed(ReceivedRequest first, ReceivedRequest second)
    {
        var validUntil = DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(first.Parameters["timestamp"], System.Globalization.CultureInfo.InvariantCulture)
            + long.Parse(first.Parameters["recvWindow"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(second.At > validUntil, $"sent again at {second.At:O}, valid until {validUntil:O}");
    }

    private static void AssertNeverRefused(Scenario scenario)
    {
        Assert.Contains(scenario.Journal, entry => entry.Name == "INTENT_UNKNOWN");
        Assert.DoesNotContain(scenario.Journal, entry => entry.Name is "ENTRY_DONE" or "INTENT_ABSENT");
    }
}
