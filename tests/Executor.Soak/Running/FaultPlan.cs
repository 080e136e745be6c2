using Executor.Simulator.Server.Faults;

namespace Executor.Soak.Running;

/// <summary>What goes wrong in a soak: rules that together strike a given share of calls, of loans and of events.</summary>
internal static class FaultPlan
{
    /// <summary>Of calls that change something: F1 to F7, F11, F12, F16, F17.</summary>
    private static readonly FaultRule[] Trading =
    [
        new() { Fault = FaultKind.AcceptThenHold, DelayMs = 3_000 }, new() { Fault = FaultKind.AcceptThenReset }, new() { Fault = FaultKind.TimeoutBeforeEngine, DelayMs = 500 },
        new() { Fault = FaultKind.AcceptThenError, DelayMs = 500 }, new() { Fault = FaultKind.HtmlError, Executed = true }, new() { Fault = FaultKind.HtmlError, Executed = false },
        new() { Fault = FaultKind.Overloaded }, new() { Fault = FaultKind.LateAcceptance, DelayMs = 2_000 }, new() { Fault = FaultKind.TooManyRequests, RetryAfterSeconds = 1 },
        new() { Fault = FaultKind.TooManyOrders, RetryAfterSeconds = 2 }, new() { Fault = FaultKind.FillBeforeCancel }, new() { Fault = FaultKind.HalfReplace },
    ];

    /// <summary>Of calls that only look: F5, F6, F8, F11.</summary>
    private static readonly FaultRule[] Queries =
    [
        new() { Fault = FaultKind.QueryLag, LagMs = 2_000 }, new() { Fault = FaultKind.HtmlError, Executed = false }, new() { Fault = FaultKind.Overloaded },
        new() { Fault = FaultKind.TooManyRequests, RetryAfterSeconds = 1 },
    ];

    /// <summary>Of user data events: F13.</summary>
    private static readonly FaultRule[] Events =
    [
        new() { Fault = FaultKind.EventLoss, Endpoint = "executionReport" }, new() { Fault = FaultKind.EventDuplicate, Endpoint = "executionReport" },
        new() { Fault = FaultKind.EventDelay, Endpoint = "executionReport", DelayMs = 1_500 }, new() { Fault = FaultKind.EventReorder, Endpoint = "executionReport" },
    ];

    /// <summary>Of best prices: F15.</summary>
    private static readonly FaultRule[] Quotes =
        [new() { Fault = FaultKind.StaleQuotes, Endpoint = "bookTicker" }, new() { Fault = FaultKind.CrossedQuotes, Endpoint = "bookTicker" }];

    /// <summary>Of loans: F22.</summary>
    private static readonly FaultRule[] Loans =
    [
        new() { Fault = FaultKind.LoanPending, Endpoint = "borrow" }, new() { Fault = FaultKind.LoanPending, Endpoint = "repay" }, new() { Fault = FaultKind.NothingToLend, Endpoint = "borrow" },
        new() { Fault = FaultKind.LoanAboveLimit, Endpoint = "borrow" }, new() { Fault = FaultKind.LoanFails, Endpoint = "borrow" }, new() { Fault = FaultKind.LoanFails, Endpoint = "repay" },
    ];

    /// <summary>Sets all rules; each group strikes <paramref name="share"/> of what it fits.</summary>
    public static async Task SetAsync(SimulatorControl exchange, decimal share, ulong seed)
    {
        await SetAsync(exchange, Trading, "trading", share, seed);
        await SetAsync(exchange, Queries, "queries", share, seed + 100);
        await SetAsync(exchange, Events, null, share, seed + 200);
        await SetAsync(exchange, Quotes, null, share, seed + 300);
        await SetAsync(exchange, Loans, null, share * Loans.Length / 2, seed + 400); // each of borrow and repay
    }

    /// <summary>How often each fault has struck.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> StruckAsync(SimulatorControl exchange)
    {
        using var faults = await exchange.GetAsync("/faults");
        return faults.RootElement.EnumerateArray()
            .GroupBy(fault => fault.GetProperty("rule").GetProperty("fault").GetString()!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(fault => fault.GetProperty("struck").GetInt32()), StringComparer.Ordinal);
    }

    private static async Task SetAsync(SimulatorControl exchange, FaultRule[] rules, string? endpoint, decimal share, ulong seed)
    {
        foreach (var rule in rules)
        {
            await exchange.PostAsync(
                "/faults", rule with { Endpoint = rule.Endpoint ?? endpoint, Probability = decimal.Round(share / rules.Length, 6), Seed = seed++ });
        }
    }
}
