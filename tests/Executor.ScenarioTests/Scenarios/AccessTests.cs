using System.Globalization;
using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>An exchange that refuses to be called: limits, another time, maintenance.</summary>
public sealed class AccessTests(Scoreboard board) : ScenarioTests(board)
{
    private const string PlaceList = "POST /api/v3/orderList/oco";
    private const int OutsideWindow = -1021;

    [Fact]
    [Scenario("P19")]
    public Task P19_TooManyRequestsThenABanBetweenEntryAndStop_RetryAfterIsHonouredAndProtectionFollows() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FaultAsync(new { fault = "TooManyRequests", endpoint = PlaceList, count = 1, retryAfterSeconds = 2 });
        await scenario.Exchange.FaultAsync(new { fault = "Banned", endpoint = PlaceList, count = 1, retryAfterSeconds = 3 });

        var open = await scenario.OpenAsync();

        var all = await scenario.Exchange.ReceivedAsync();
        var tries = all.Where(request => request.Endpoint == PlaceList).Take(3).ToList();
        Assert.Equal([429, 418, 200], tries.Select(request => request.Status));
        AssertSilent(all, tries[0].At, TimeSpan.FromSeconds(2));
        AssertSilent(all, tries[1].At, TimeSpan.FromSeconds(3));
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
        var windows = scenario.Journal.Where(entry => entry.Name == "UNCOVERED_WINDOW").ToList();
        Assert.Contains(windows, window => window.Number("seconds") is >= 5m and < 20m);
    });

    [Fact]
    [Scenario("P19")]
    public Task P19_OthersUseUpTheWeightOfTheAddress_EntriesStopFirstAndProtectionGoesOn() => LiveAsync(
        new ScenarioSetup
        {
            Symbols = ["BTCUSDT", "ETHUSDT"],
            Settings = new Dictionary<string, string> { ["LIVE_ENTRY_TIMEOUT_SEC"] = "6", ["RECONCILE_EVERY_SEC"] = "6" },
        },
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            // The limit is one of whole minutes: what follows has to fit into one.
            await scenario.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow().Second < 35));

            var used = await scenario.Exchange.UseWeightAsync(4_500); // of 6000: more than entries may fill, less than protection may
            await scenario.PeakAsync("long", "ETHUSDT");
            await scenario.MoveAsync(open.Targets[0] + 5m);

            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            var moved = await scenario.StopsAsync(stops => stops.All(stop => stop.StopPrice > open.Stop));
            Assert.Equal(2, moved.Count);
            var aborted = await scenario.JournalAsync("ENTRY_DONE", entry => entry.Symbol == "ETHUSDT");
            Assert.Equal("BASELINE_UNAVAILABLE", aborted.Fields["status"]);
            Assert.Empty(await scenario.Exchange.OrdersAsync("ETHUSDT"));
            Assert.True(used >= 4_500, $"{used}");
            Assert.DoesNotContain(await scenario.Exchange.ReceivedAsync(), request => request.Status is 429 or 418);
        });

    [Theory]
    [Scenario("P20")]
    [InlineData(4_000)]
    [InlineData(-4_000)]
    public Task P20_ClockIsOff_TheRefusedRequestIsSentOnceMoreAfterTheOffsetWasReadAgain(int offsetMs) => LiveAsync(
        new ScenarioSetup { Settings = new Dictionary<string, string> { ["RECONCILE_EVERY_SEC"] = "60", ["RECV_WINDOW"] = "1500" } },
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            var before = (await scenario.Exchange.ReceivedAsync()).Count;
            await scenario.Exchange.ClockAsync(new { offsetMs });

            await scenario.MoveAsync(open.Targets[0] + 5m);
            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");

            var since = (await scenario.Exchange.ReceivedAsync()).Skip(before).ToList();
            var refused = since.Where(request => request.Code == OutsideWindow).ToList();
            Assert.NotEmpty(refused);
            Assert.All(refused, request => AssertSentOnceMore(since, request));
            var first = since.IndexOf(refused[0]);
            Assert.Contains(since.Skip(first), request => request.Endpoint == "GET /api/v3/time");
            Assert.Equal(2, (await scenario.StopsAsync(stops => stops.All(stop => stop.StopPrice > open.Stop))).Count);
            Assert.DoesNotContain(scenario.Journal, entry => entry.Name is "INTENT_UNKNOWN" or "EXITS_PLACE_ERROR" or "EXITS_RETRY_FAIL");
            var orders = await scenario.OrdersAsync();
            Assert.Equal((3, 5), (orders.Count(order => order.Type == "LimitMaker"), orders.Count(order => order.IsStop))); // none twice
        });

    [Fact]
    [Scenario("P28")]
    public Task P28_EveryCallFailsForLong_NothingIsAssumedOneAlarmAndItRecoversByItself() => LiveAsync(
        new ScenarioSetup
        {
            Symbols = ["BTCUSDT", "ETHUSDT"],
            Settings = new Dictionary<string, string> { ["RECONCILE_EVERY_SEC"] = "2", ["QUOTE_MAX_AGE_SEC"] = "5", ["LIVE_ENTRY_TIMEOUT_SEC"] = "10" },
        },
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            var orders = await scenario.OrdersAsync();
            var began = TimeProvider.System.GetUtcNow();
            var outage = await scenario.Exchange.FaultAsync(new { fault = "HtmlError", status = 503 });
            await scenario.Exchange.CutStreamsAsync();
            scenario.IsAlive = false; // nothing is traded in maintenance

            await scenario.PeakAsync("long", "ETHUSDT");
            await scenario.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() - began > TimeSpan.FromSeconds(20)));

            Assert.True(await scenario.Exchange.StruckAsync(outage) > 5);
            var during = await scenario.PositionAsync(_ => true);
            Assert.Equal((open.TradeKey, open.Status, open.OpenQuantity, open.Stop, null), (during.TradeKey, during.Status, during.OpenQuantity, during.Stop, during.Hold));
            Assert.Equal(orders, await scenario.OrdersAsync());
            Assert.Empty(await scenario.Exchange.OrdersAsync("ETHUSDT"));
            await scenario.Exchange.EndFaultAsync(outage);
            scenario.IsAlive = true;

            await scenario.MoveAsync(open.Targets[0] + 5m);
            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            var alarms = scenario.Journal.Where(entry => entry.IsAlarm && entry.At >= began).ToList();
            Assert.True(alarms.Count == 1, string.Join('\n', alarms));
        });

    /// <summary>Nothing at all arrives from the answer that asks for a pause until the pause is over.</summary>
    private static void AssertSilent(IEnumerable<ReceivedRequest> requests, DateTimeOffset from, TimeSpan pause) =>
        Assert.DoesNotContain(requests, request => request.At > from && request.At < from + pause && request.Endpoint.Contains(' ', StringComparison.Ordinal));

    private static void AssertSentOnceMore(List<ReceivedRequest> requests, ReceivedRequest refused)
    {
        var same = requests.Where(request => request.Endpoint == refused.Endpoint && Essence(request) == Essence(refused)).ToList();
        if (refused.Endpoint.StartsWith("GET ", StringComparison.Ordinal) || !refused.Endpoint.Contains(' ', StringComparison.Ordinal))
            return; // a look may be repeated as often as one likes
        Assert.Equal(2, same.Count);
        Assert.NotEqual(OutsideWindow, same[1].Code);
    }

    private static string Essence(ReceivedRequest request) => string.Join('&', request.Parameters
        .Where(parameter => parameter.Key is not ("timestamp" or "recvWindow")).OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => string.Create(CultureInfo.InvariantCulture, $"{parameter.Key}={parameter.Value}")));
}
