using System.Globalization;
using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <summary>The executor's ledger of closed trades, compared with the exchange's own executions (S7).</summary>
internal static class Ledger
{
    /// <summary>
    /// Every execution of the executor's orders stands in the ledger once, with its price, quantity and commission, and nothing else does; to be called
    /// when all trades are closed. Executions of <paramref name="alsoOf"/> count too: what the exchange closed by itself.
    /// </summary>
    public static async Task AssertLedgerIsTheExchangesAsync(this Scenario scenario, Func<SimulatedOrder, bool>? alsoOf = null)
    {
        var ours = (await scenario.OrdersAsync()).Where(order => order.ClientOrderId.StartsWith("EX_", StringComparison.Ordinal) || alsoOf?.Invoke(order) == true)
            .Select(order => order.OrderId).ToHashSet();
        var executed = (await scenario.Exchange.FillsAsync(scenario.Symbol)).Where(fill => ours.Contains(fill.OrderId)).OrderBy(fill => fill.TradeId).ToList();
        IReadOnlyList<SimulatedFill> booked = [];
        await scenario.UntilAsync(async () => (booked = await FillsAsync(scenario)).Count >= executed.Count);
        Assert.Equal(executed, booked.OrderBy(fill => fill.TradeId));
    }

    private static async Task<IReadOnlyList<SimulatedFill>> FillsAsync(Scenario scenario)
    {
        var text = await scenario.Silo.TextAsync($"/reports?format=jsonl&symbol={scenario.Symbol}") ?? "";
        var fills = new List<SimulatedFill>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var record = JsonDocument.Parse(line);
            foreach (var order in record.RootElement.GetProperty("orders").EnumerateArray())
                fills.AddRange(order.GetProperty("fills").EnumerateArray().Select(FillOf));
        }

        return fills;
    }

    private static SimulatedFill FillOf(JsonElement fill) => new(
        fill.GetProperty("trade_id").GetInt64(), fill.GetProperty("order_id").GetInt64(), Amount(fill, "price"), Amount(fill, "quantity"),
        Amount(fill, "commission"), fill.GetProperty("commission_asset").GetString()!);

    private static decimal Amount(JsonElement fill, string name) =>
        decimal.Parse(fill.GetProperty(name).ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
