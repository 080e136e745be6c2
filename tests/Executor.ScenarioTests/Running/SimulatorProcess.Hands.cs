namespace Executor.ScenarioTests.Running;

/// <content>What the owner of the account does by hand.</content>
internal sealed partial class SimulatorProcess
{
    /// <summary>Places an order.</summary>
    public async Task PlaceByHandAsync(object order) => await DoneAsync("/_sim/customers/main/place", order);

    /// <summary>Cancels an order; a list goes with its first leg.</summary>
    public async Task CancelByHandAsync(string symbol, long orderId, string account = "Spot") =>
        await DoneAsync("/_sim/customers/main/cancel", new { account, symbol, orderId });

    /// <summary>Cancels everything on a symbol and sells all free base at market.</summary>
    public async Task SellAllByHandAsync(string symbol, string account = "Spot") => await DoneAsync("/_sim/customers/main/sell-all", new { account, symbol });

    /// <summary>Deposits or withdraws (below 0).</summary>
    public async Task FundsAsync(string asset, decimal amount, string account = "Spot") =>
        (await PostAsync("/_sim/customers/main/funds", new { account, asset, amount })).Dispose();

    private async Task DoneAsync(string path, object body)
    {
        using var outcome = await PostAsync(path, body);
        Assert.True(outcome.RootElement.GetProperty("isAccepted").GetBoolean(), $"{path}: {outcome.RootElement}");
    }
}
