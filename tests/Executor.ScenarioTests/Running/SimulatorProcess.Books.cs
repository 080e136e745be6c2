using System.Globalization;
using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <content>The exchange's own books, and what it was asked.</content>
internal sealed partial class SimulatorProcess
{
    /// <summary>Every order of customer <c>main</c> on a symbol that was ever accepted, by time of acceptance.</summary>
    public async Task<IReadOnlyList<SimulatedOrder>> OrdersAsync(string symbol)
    {
        using var ledger = await GetAsync($"/_sim/ledger?customer=main&symbol={symbol}");
        return [.. ledger.RootElement.EnumerateArray().Select(OrderOf)];
    }

    /// <summary>Every execution of customer <c>main</c> on a symbol, oldest first.</summary>
    public async Task<IReadOnlyList<SimulatedFill>> FillsAsync(string symbol)
    {
        using var books = await GetAsync($"/_sim/customers/main/books?symbol={symbol}");
        return
        [
            .. books.RootElement.GetProperty("fills").EnumerateArray().Select(row => row.GetProperty("fill")).Select(fill => new SimulatedFill(
                fill.GetProperty("tradeId").GetInt64(), fill.GetProperty("orderId").GetInt64(), Amount(fill, "price") ?? 0m, Amount(fill, "quantity") ?? 0m,
                Amount(fill, "commission") ?? 0m, fill.GetProperty("commissionAsset").GetString()!)),
        ];
    }

    /// <summary>Free, locked and owed amount of an asset of customer <c>main</c>.</summary>
    public async Task<SimulatedBalance> BalanceAsync(string account, string asset)
    {
        using var books = await GetAsync("/_sim/customers/main/books");
        var row = books.RootElement.GetProperty("accounts").EnumerateArray()
            .Where(each => each.GetProperty("account").GetString() == account)
            .SelectMany(each => each.GetProperty("balances").EnumerateArray())
            .First(balance => balance.GetProperty("asset").GetString() == asset);
        return new SimulatedBalance(
            Amount(row, "free") ?? 0m, Amount(row, "locked") ?? 0m, (Amount(row, "borrowed") ?? 0m) + (Amount(row, "interest") ?? 0m));
    }

    /// <summary>Method and path of every request that has arrived.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync() => [.. (await ReceivedAsync()).Select(request => request.Endpoint)];

    /// <summary>Every request that has arrived, in the order in which it was answered.</summary>
    public async Task<IReadOnlyList<ReceivedRequest>> ReceivedAsync(string? endpoint = null)
    {
        using var requests = await GetAsync(endpoint is null ? "/_sim/requests" : $"/_sim/requests?endpoint={Uri.EscapeDataString(endpoint)}");
        return
        [
            .. requests.RootElement.EnumerateArray().Select(request => new ReceivedRequest(
                request.GetProperty("at").GetDateTimeOffset(), request.GetProperty("endpoint").GetString()!,
                request.GetProperty("parameters").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!),
                request.GetProperty("status").GetInt32(), request.TryGetProperty("code", out var code) ? code.GetInt32() : null)),
        ];
    }

    private static SimulatedOrder OrderOf(JsonElement row)
    {
        var order = row.GetProperty("order");
        return new SimulatedOrder(
            order.GetProperty("orderId").GetInt64(), order.GetProperty("clientOrderId").GetString()!, order.GetProperty("side").GetString()!,
            order.GetProperty("type").GetString()!, order.GetProperty("status").GetString()!, Amount(order, "price"), Amount(order, "stopPrice"),
            Amount(order, "quantity") ?? 0m, Amount(order, "executedQuantity") ?? 0m, Amount(order, "quoteQuantity") ?? 0m,
            row.GetProperty("createdAt").GetDateTimeOffset(), order.GetProperty("updatedAt").GetDateTimeOffset());
    }

    private static decimal? Amount(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        ? value.GetDecimal()
        : value.ValueKind == JsonValueKind.String ? decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture) : null;
}

/// <summary>An order on the simulator's books.</summary>
internal sealed record SimulatedOrder(
    long OrderId, string ClientOrderId, string Side, string Type, string Status, decimal? Price, decimal? StopPrice, decimal Quantity,
    decimal ExecutedQuantity, decimal QuoteQuantity, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public bool Rests => Status is "New" or "PartiallyFilled" or "PendingNew";

    public bool IsStop => Type is "StopLoss" or "StopLossLimit";

    /// <summary>True for the orders that open the position of a trade.</summary>
    public bool IsEntry => ClientOrderId.StartsWith("EX_EN_", StringComparison.Ordinal);

    public decimal Open => Quantity - ExecutedQuantity;
}

/// <summary>An execution on the simulator's books.</summary>
internal sealed record SimulatedFill(long TradeId, long OrderId, decimal Price, decimal Quantity, decimal Commission, string CommissionAsset);

/// <summary>Amounts of one asset on the simulator's books.</summary>
internal sealed record SimulatedBalance(decimal Free, decimal Locked, decimal Owed)
{
    public decimal Total => Free + Locked;
}

/// <summary>A request that the simulator has answered, without key and signature.</summary>
internal sealed record ReceivedRequest(DateTimeOffset At, string Endpoint, IReadOnlyDictionary<string, string> Parameters, int Status, int? Code);
