namespace Executor.Soak.Running;

/// <summary>What the executor asked of the exchange, as the simulator counted it.</summary>
/// <param name="Requests">All requests.</param>
/// <param name="Refused">Those answered with an error.</param>
/// <param name="Weight">Weight of those to <c>/api</c>; those to <c>/sapi</c> count against limits of their own.</param>
/// <param name="BusiestMinute">The most of it within one minute.</param>
internal sealed record Usage(int Requests, int Refused, int Weight, int BusiestMinute)
{
    public static async Task<Usage> ReadAsync(SimulatorControl exchange)
    {
        using var statistics = await exchange.GetAsync("/statistics");
        var rows = statistics.RootElement.EnumerateArray()
            .Select(row => (
                Minute: row.GetProperty("minute").GetString(), Requests: row.GetProperty("requests").GetInt32(), Refused: row.GetProperty("refused").GetInt32(),
                Weight: row.GetProperty("endpoint").GetString()!.Contains("/sapi/", StringComparison.Ordinal) ? 0 : row.GetProperty("weight").GetInt32()))
            .ToList();
        return new Usage(
            rows.Sum(row => row.Requests), rows.Sum(row => row.Refused), rows.Sum(row => row.Weight),
            rows.GroupBy(row => row.Minute).Select(minute => minute.Sum(row => row.Weight)).DefaultIfEmpty().Max());
    }
}
