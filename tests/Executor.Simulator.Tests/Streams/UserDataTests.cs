using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Streams;

/// <summary>Events of user data streams, field by field. Source: Binance spot API, user data streams.</summary>
public sealed class UserDataTests
{
    private const string ReportNames = "e E s c S o f q p P F g C x X r i l z L n N T t I w m M O Z Y Q W V";

    [Fact]
    public async Task RestingOrder_IsReportedAsNewAndThenTheBalanceItLocks()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);

        var (_, placed) = await venue.PlaceAsync("rests");

        var report = await client.NextEventAsync();
        Assert.Equal(ReportNames, report.Names());
        report.Shows(
            ("e", "\"executionReport\""), ("s", "\"BTCUSDT\""), ("c", "\"rests\""), ("S", "\"BUY\""), ("o", "\"LIMIT\""), ("f", "\"GTC\""),
            ("q", "\"0.00100000\""), ("p", "\"50000.00000000\""), ("P", "\"0.00000000\""), ("F", "\"0.00000000\""), ("g", "-1"), ("C", "\"\""),
            ("x", "\"NEW\""), ("X", "\"NEW\""), ("r", "\"NONE\""), ("l", "\"0.00000000\""), ("z", "\"0.00000000\""), ("L", "\"0.00000000\""),
            ("n", "\"0.00000000\""), ("N", "null"), ("t", "-1"), ("w", "true"), ("m", "false"), ("Z", "\"0.00000000\""), ("Y", "\"0.00000000\""),
            ("Q", "\"0.00000000\""), ("V", "\"EXPIRE_MAKER\""), ("i", placed.Whole("orderId").ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(placed.Whole("transactTime"), report.Whole("T"));
        Assert.Equal(placed.Whole("transactTime"), report.Whole("W"));

        var position = await client.NextEventAsync();
        Assert.Equal("e E u B", position.Names());
        var balance = Assert.Single(position.GetProperty("B").EnumerateArray());
        balance.Shows(("a", "\"USDT\""), ("f", "\"99950.00000000\""), ("l", "\"50.00000000\""));
    }

    [Fact]
    public async Task MarketOrder_IsReportedAsNewThenTradeThenOnePosition()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);

        await venue.SignedAsync("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=takes");

        var accepted = await client.NextEventAsync();
        accepted.Shows(("x", "\"NEW\""), ("X", "\"NEW\""), ("o", "\"MARKET\""));
        var trade = await client.NextEventAsync();
        trade.Shows(
            ("x", "\"TRADE\""), ("X", "\"FILLED\""), ("l", "\"0.01000000\""), ("z", "\"0.01000000\""), ("L", "\"61250.01000000\""),
            ("n", "\"0.00001000\""), ("N", "\"BTC\""), ("t", "1"), ("w", "false"), ("m", "false"), ("M", "true"), ("Y", "\"612.50010000\""), ("Z", "\"612.50010000\""));
        Assert.True(trade.Whole("I") > accepted.Whole("I"));
        var position = await client.NextEventAsync();
        Assert.Equal("outboundAccountPosition", position.Text("e"));
        Assert.Equal(["BTC", "USDT"], position.GetProperty("B").EnumerateArray().Select(balance => balance.Text("a")!).Order());
    }

    [Fact]
    public async Task Cancel_CarriesItsOwnIdAndTheOrdersInTheOriginal()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.PlaceAsync("mine");

        await venue.SignedAsync("DELETE", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=mine&newClientOrderId=cancel-1");

        var cancelled = (await client.NextAsync(frame => frame.TryGetProperty("event", out var e) && e.TryGetProperty("x", out var x) && x.GetString() == "CANCELED"))
            .GetProperty("event");
        cancelled.Shows(("c", "\"cancel-1\""), ("C", "\"mine\""), ("X", "\"CANCELED\""), ("z", "\"0.00000000\""), ("w", "false"));
    }

    [Fact]
    public async Task List_IsReportedFromItsBeginToItsEnd()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);

        PlaceOco(venue, "list-1");
        venue.Venue.Trade("BTCUSDT", 59_000m, 0.01m, isBuyerMaker: true);

        var events = new List<JsonElement>();
        while (!events.Exists(each => each.Text("e") == "listStatus" && each.Text("l") == "ALL_DONE"))
            events.Add(await client.NextEventAsync());
        var started = Assert.Single(events, each => each.Text("e") == "listStatus" && each.Text("l") == "EXEC_STARTED");
        Assert.Equal("e E s g c l L r C T O", started.Names());
        started.Shows(("s", "\"BTCUSDT\""), ("c", "\"OCO\""), ("L", "\"EXECUTING\""), ("r", "\"NONE\""), ("C", "\"list-1\""));
        Assert.Equal(["list-1-above", "list-1-below"], started.GetProperty("O").EnumerateArray().Select(leg => leg.Text("c")!).Order());
        Assert.Equal("s i c", started.GetProperty("O")[0].Names());
        Assert.Equal(2, events.Count(each => each.Text("e") == "executionReport" && each.Text("x") == "NEW"));
        var expired = Assert.Single(events, each => each.Text("e") == "executionReport" && each.Text("x") == "EXPIRED");
        expired.Shows(("c", "\"list-1-above\""), ("eR", "\"OCO_TRIGGER\""));
        Assert.Equal("ALL_DONE", events[^1].Text("L"));
    }

    [Fact]
    public async Task DepositAndTransfer_AreBalanceUpdatesWithTheirSign()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);

        await venue.ControlAsync("POST", "/customers/main/funds", """{"asset":"USDT","amount":12.5}""");
        await venue.ControlAsync(
            "POST", "/customers/main/transfer", """{"asset":"USDT","amount":2,"from":{"account":"Spot"},"to":{"account":"CrossMargin"}}""");

        var deposit = await client.NextEventAsync("balanceUpdate");
        Assert.Equal("e E a d T", deposit.Names());
        deposit.Shows(("a", "\"USDT\""), ("d", "\"12.50000000\""));
        (await client.NextEventAsync("balanceUpdate")).Shows(("d", "\"-2.00000000\""));
    }

    [Fact]
    public async Task OneAccount_HearsNothingOfAnother()
    {
        await using var venue = await LiveVenue.StartAsync();
        await using var client = await SocketClient.ListeningAsync(venue);

        await venue.ControlAsync("POST", "/customers/main/funds", """{"account":"CrossMargin","asset":"USDT","amount":1}""");
        await venue.ControlAsync("POST", "/customers/second/funds", """{"asset":"USDT","amount":2}""");
        await venue.ControlAsync("POST", "/customers/main/funds", """{"asset":"USDT","amount":3}""");

        (await client.NextEventAsync("balanceUpdate")).Shows(("d", "\"3.00000000\""));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Events_ComeBeforeAnswersInHalfOfTheRuns(ulong seed, bool areFirst)
    {
        await using var venue = await LiveVenue.StartAsync(seed);
        await using var client = await SocketClient.ListeningAsync(venue);

        await client.BeginAsync("order.place", client.Sign(
            ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "0.001"), ("price", "50000")));

        Assert.Equal(areFirst, (await client.NextAsync()).TryGetProperty("event", out _));
    }

    [Fact]
    public async Task ShuffledLists_TakeAPlaceThatTheSeedDraws()
    {
        var first = await ShuffledAsync(seed: 3);
        var again = await ShuffledAsync(seed: 3);

        Assert.Equal(first, again);
        Assert.Contains(first, order => order.StartsWith("listStatus", StringComparison.Ordinal));
        Assert.Contains(first, order => order.StartsWith("executionReport", StringComparison.Ordinal));
    }

    /// <summary>The order in which twelve lists are told of.</summary>
    private static async Task<List<string>> ShuffledAsync(ulong seed)
    {
        await using var venue = await LiveVenue.StartAsync(seed);
        await using var client = await SocketClient.ListeningAsync(venue);
        await venue.ControlAsync("POST", "/streams", """{"shufflesLists":true}""");
        var orders = new List<string>();
        for (var list = 0; list < 12; list++)
        {
            PlaceOco(venue, $"list-{list}");
            var types = new List<string>();
            while (types.Count < 3)
                types.Add((await client.NextAsync(frame => frame.GetProperty("event").Text("e") != "outboundAccountPosition")).GetProperty("event").Text("e")!);
            orders.Add(string.Join(' ', types));
            venue.Venue.Turn(venue.Venue.FindCustomer("main")!, (engine, now) =>
                engine.Execute(new ExchangeCommand.Cancel("BTCUSDT", new OrderReference($"list-{list}-above")), now));
            while ((await client.NextEventAsync()).Text("e") != "outboundAccountPosition")
            {
                // the list ends; what it says about that is another test
            }
        }
        return orders;
    }

    private static void PlaceOco(LiveVenue venue, string name)
    {
        var above = new NewOrder
        {
            ClientOrderId = name + "-above", Side = OrderSide.Sell, Type = OrderType.LimitMaker, Quantity = 0.01m, Price = 63_000m,
        };
        var below = new NewOrder
        {
            ClientOrderId = name + "-below", Side = OrderSide.Sell, Type = OrderType.StopLossLimit, Quantity = 0.01m, Price = 58_000m, StopPrice = 60_000m,
        };
        var reply = venue.Venue.Turn(venue.Venue.FindCustomer("main")!, (engine, now) =>
            engine.Execute(new ExchangeCommand.PlaceOco("BTCUSDT", new NewOco(name, above, below)), now));
        Assert.IsType<ExchangeReply.Accepted>(reply);
    }
}
