using System.Text.Json;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Control;

/// <summary>The history: every change of the books, once and in order.</summary>
public sealed class HistoryTests
{
    [Fact]
    public async Task History_BeginsWithTheBooksAndTellsEachChangeInOrder()
    {
        await using var venue = await LiveVenue.StartAsync();
        var opening = await RowsAsync(venue, 0);
        var seen = opening[^1].GetProperty("number").GetInt64();
        await venue.SignedAsync("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice=61000&newClientOrderId=mine");
        await venue.ControlAsync("POST", "/markets/BTCUSDT/price", """{"price":61000,"move":"Sweep"}""");
        await venue.ControlAsync("POST", "/customers/main/funds", """{"asset":"USDT","amount":5}""");

        var rows = await RowsAsync(venue, seen);

        Assert.Equal(Enumerable.Range(1, opening.Count).Select(number => (long)number), opening.Select(row => row.GetProperty("number").GetInt64()));
        Assert.Contains(opening, row => Text(row, "kind") == "Market" && row.GetProperty("rules").GetProperty("symbol").GetString() == "BTCUSDT");
        Assert.Contains(opening, row => Text(row, "kind") == "Balances" && Text(row, "customer") == "main" && Text(row, "account") == "Spot");
        Assert.Equal(
            ["Order New", "Balances ", "Order Trade", "Balances ", "Balances ", "Funds "],
            rows.Where(row => Text(row, "customer") == "main").Select(row => $"{Text(row, "kind")} {Text(row, "change")}"));
        var trade = rows.Single(row => Text(row, "change") == "Trade");
        Assert.Equal(("mine", 60_999.99m), (trade.GetProperty("order").GetProperty("clientOrderId").GetString(), trade.GetProperty("fill").GetProperty("price").GetDecimal()));
        Assert.Equal(5m, rows[^1].GetProperty("delta").GetDecimal());
        Assert.Empty(await RowsAsync(venue, rows[^1].GetProperty("number").GetInt64()));
    }

    [Fact]
    public async Task History_ComesInPagesAndSaysWhatIsWrongWithAQuestion()
    {
        await using var venue = await LiveVenue.StartAsync();

        var page = await RowsAsync(venue, 1, limit: 2);
        var (status, error) = await venue.TryControlAsync("GET", "/history?limit=0");

        Assert.Equal([2L, 3L], page.Select(row => row.GetProperty("number").GetInt64()));
        Assert.Equal(400, status);
        error.Shows(("error", "\"limit: must be a whole number from 1 to 10000, is '0'.\""));
    }

    [Fact]
    public async Task Reset_IsToldWithTheBooksThatFollow()
    {
        await using var venue = await LiveVenue.StartAsync();
        var seen = (await RowsAsync(venue, 0))[^1].GetProperty("number").GetInt64();

        await venue.ControlAsync("POST", "/customers/second/reset");

        var rows = await RowsAsync(venue, seen);
        Assert.Equal(["Reset", "Balances"], rows.Select(row => Text(row, "kind")));
        Assert.All(rows, row => Assert.Equal("second", Text(row, "customer")));
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(LiveVenue venue, long since, int limit = 1_000) =>
        [.. (await venue.ControlAsync("GET", $"/history?since={since}&limit={limit}")).EnumerateArray()];

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.ToString() : null;
}
