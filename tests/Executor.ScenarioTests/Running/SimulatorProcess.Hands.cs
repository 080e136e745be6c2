using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <content>What the owner of the account does by hand.</content>
internal sealed partial class SimulatorProcess
{
    private readonly HashSet<string> _placedByHand = [];

    /// <summary>Client order ids of what was placed by hand: none of it is the executor's, whatever it is called.</summary>
    public IReadOnlySet<string> PlacedByHand => _placedByHand;

    /// <summary>Places an order.</summary>
    public async Task PlaceByHandAsync(object order)
    {
        using var outcome = await DoneAsync("/_sim/customers/main/place", order);
        _placedByHand.UnionWith(outcome.RootElement.GetProperty("orders").EnumerateArray().Select(each => each.GetProperty("clientOrderId").GetString()!));
    }

    /// <summary>Cancels an order; a list goes with its first leg.</summary>
    public async Task CancelByHandAsync(string symbol, long orderId, string account = "Spot") =>
        (await DoneAsync("/_sim/customers/main/cancel", new { account, symbol, orderId })).Dispose();

    /// <summary>Cancels everything on a symbol and sells all free base at market.</summary>
    public async Task SellAllByHandAsync(string symbol, string account = "Spot") =>
        (await DoneAsync("/_sim/customers/main/sell-all", new { account, symbol })).Dispose();

    /// <summary>Deposits or withdraws (below 0).</summary>
    public async Task FundsAsync(string asset, decimal amount, string account = "Spot") =>
        (await PostAsync("/_sim/customers/main/funds", new { account, asset, amount })).Dispose();

    /// <summary>The exchange liquidates a margin account, whatever its level is.</summary>
    public async Task LiquidateAsync(string account) => (await PostAsync("/_sim/customers/main/liquidate", new { account })).Dispose();

    private async Task<JsonDocument> DoneAsync(string path, object body)
    {
        var outcome = await PostAsync(path, body);
        Assert.True(outcome.RootElement.GetProperty("isAccepted").GetBoolean(), $"{path}: {outcome.RootElement}");
        return outcome;
    }
}
