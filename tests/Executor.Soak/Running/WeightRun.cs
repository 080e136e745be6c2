using Executor.Core.Exchange;
using Executor.ScenarioTests.Running;

namespace Executor.Soak.Running;

/// <summary>What open positions cost while nothing happens to them, as the simulator counts it; all settings but the size are those that ship.</summary>
internal sealed class WeightRun(int positions, TradingAccount account, string style, int minutes, string folder)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, string> Settings = new() { ["QTY_USD"] = "400" };

    /// <summary>Opens the positions, waits until their exits rest, and counts for some minutes.</summary>
    public async Task<WeightReport> RunAsync()
    {
        var roster = Roster.Alike(positions, account, style);
        await using var exchange = await SimulatorControl.StartAsync(folder, roster, seed: 1);
        var isUp = false;
        await using var silo = await SiloControl.StartAsync(Machine.This, exchange, roster, folder, Settings, () => BreatheAsync(exchange, roster, isUp = !isUp));
        await OpenAsync(exchange, silo, roster);
        (await exchange.Http.DeleteAsync("/_sim/requests")).EnsureSuccessStatusCode().Dispose();
        using var timer = new PeriodicTimer(Second);
        for (var second = 0; second < 60 * minutes; second++)
        {
            await BreatheAsync(exchange, roster, isUp: second % 2 == 0);
            await timer.WaitForNextTickAsync();
        }

        using var statistics = await exchange.GetAsync("/statistics");
        var calls = statistics.RootElement.EnumerateArray()
            .GroupBy(row => row.GetProperty("endpoint").GetString()!, StringComparer.Ordinal)
            .Select(group => (
                Endpoint: group.Key, PerMinute: (decimal)group.Sum(row => row.GetProperty("requests").GetInt32()) / minutes,
                Weight: (decimal)group.Sum(row => row.GetProperty("weight").GetInt32()) / minutes))
            .OrderByDescending(call => call.Weight);
        return new WeightReport(positions, account, style, [.. calls]);
    }

    private static async Task OpenAsync(SimulatorControl exchange, SiloControl silo, IReadOnlyList<TradedSymbol> roster)
    {
        var signalled = new HashSet<string>(StringComparer.Ordinal);
        var isUp = false;
        await Eventually.TrueAsync(
            async () =>
            {
                await BreatheAsync(exchange, roster, isUp = !isUp);
                var shown = await silo.PositionsAsync();
                foreach (var position in shown.Where(position => position.IsFlat && !signalled.Contains(position.Symbol)))
                {
                    var answer = await silo.PeakAsync(position.Symbol, "long", roster.Single(symbol => symbol.Name == position.Symbol).Price);
                    if (answer.Contains("\"accepted\"", StringComparison.Ordinal))
                        signalled.Add(position.Symbol);
                }

                return shown.Count == roster.Count && shown.All(position => position.IsProtected);
            },
            () => silo.Output);
    }

    /// <summary>One trade a symbol, a tick up or down: the market is alive and goes nowhere.</summary>
    private static async Task BreatheAsync(SimulatorControl exchange, IReadOnlyList<TradedSymbol> roster, bool isUp)
    {
        foreach (var symbol in roster)
            await exchange.PostAsync($"/markets/{symbol.Name}/price", new { price = symbol.Price + (isUp ? symbol.Tick : 0m) });
    }
}

/// <summary>Requests and weight a minute.</summary>
internal sealed record WeightReport(int Positions, TradingAccount Account, string Style, IReadOnlyList<(string Endpoint, decimal PerMinute, decimal Weight)> Calls)
{
    public void Write(TextWriter output)
    {
        var weight = Calls.Sum(call => call.Weight);
        output.WriteLine(FormattableString.Invariant(
            $"{Account} {Style}, {Positions} position(s): {weight:F1} a minute, {weight / Positions:F2} a position; {Calls.Sum(call => call.PerMinute):F1} requests"));
        foreach (var (endpoint, perMinute, each) in Calls)
            output.WriteLine(FormattableString.Invariant($"    {endpoint,-40} {perMinute,8:F2} requests {each,8:F2} weight"));
    }
}
