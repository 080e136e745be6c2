namespace Executor.ScenarioTests.Running;

/// <content>Prices, books, rules and the clock of the exchange.</content>
internal sealed partial class SimulatorProcess
{
    private readonly HashSet<string> _up = [];

    /// <summary>Price walks to a level; every order on the way reacts at its own price.</summary>
    public async Task MoveAsync(string symbol, decimal price) => (await PostAsync($"/_sim/markets/{symbol}/price", new { price, move = "Sweep" })).Dispose();

    /// <summary>One trade at a level; nothing between is touched.</summary>
    public async Task JumpAsync(string symbol, decimal price) => (await PostAsync($"/_sim/markets/{symbol}/price", new { price, move = "Jump" })).Dispose();

    /// <summary>One trade a tick beside the last: the market is alive and goes nowhere.</summary>
    public Task BreatheAsync(string symbol, decimal around)
    {
        var isUp = _up.Add(symbol) || !_up.Remove(symbol);
        return MoveAsync(symbol, around + (isUp ? 0.01m : 0m));
    }

    /// <summary>Shapes the book: <c>levels</c>, <c>quantity</c>, <c>bidsEmpty</c>, <c>asksEmpty</c>, <c>fillPerTouch</c>, ...</summary>
    public async Task BookAsync(string symbol, object shape) => (await PostAsync($"/_sim/markets/{symbol}/book", shape)).Dispose();

    /// <summary>The book is deep enough for everybody again.</summary>
    public Task DeepBookAsync(string symbol) => DeleteAsync($"/_sim/markets/{symbol}/book");

    /// <summary><c>Trading</c>, <c>CancelOnly</c> or <c>Halt</c>.</summary>
    public async Task StatusAsync(string symbol, string status) => (await PostAsync($"/_sim/markets/{symbol}/status", new { status })).Dispose();

    /// <summary>Changes rules of a market: <c>tickSize</c>, <c>lotStep</c>, <c>minNotional</c>, <c>marketMaxQuantity</c>, ...</summary>
    public async Task RulesAsync(string symbol, object rules) => (await PostAsync($"/_sim/markets/{symbol}/rules", rules)).Dispose();

    /// <summary>The next full hour comes, at which interest is charged, and the clock goes back to where it was.</summary>
    public async Task ChargeInterestAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await ClockAsync(new { offsetMs = (long)(TimeSpan.FromHours(1) - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerHour)).TotalMilliseconds + 1_000 });
        await ClockAsync(new { offsetMs = 0 });
    }

    /// <summary>Changes the clock: <c>offsetMs</c>, <c>driftMsPerSecond</c>, <c>speed</c>, <c>advanceMs</c>.</summary>
    public async Task ClockAsync(object change) => (await PostAsync("/_sim/clock", change)).Dispose();
}
