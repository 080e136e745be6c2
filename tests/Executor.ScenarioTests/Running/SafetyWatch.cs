using Executor.BooksAudit;

namespace Executor.ScenarioTests.Running;

/// <summary>
/// Judges the safety properties S1 to S8 on the exchange's books from its first moment on: their history is replayed, and looked at after every single
/// change.
/// </summary>
internal sealed class SafetyWatch : IDisposable
{
    private readonly HttpClient _client;
    private readonly HistoryReader _history;
    private readonly Audit _audit;

    /// <summary>Begins on books on which no trade of ours stands.</summary>
    public SafetyWatch(Scenario scenario, ScenarioSetup setup)
    {
        _client = new HttpClient { BaseAddress = scenario.Exchange.Address };
        _history = new HistoryReader(_client);
        _audit = new Audit(new AuditOptions { ByHand = scenario.Exchange.PlacedByHand, Cooldown = setup.Cooldown, Unnoticed = setup.Unnoticed });
    }

    /// <summary>Fails when a property was broken at any time; else the longest time, in seconds, in which something that could have been under a stop was
    /// under none. Faults have ended, and every position is flat or protected.</summary>
    public async Task<decimal> AssertCleanAsync(Scenario scenario)
    {
        _audit.Take(await _history.ReadAsync(TestContext.Current.CancellationToken));
        _audit.AtRest();
        _audit.AtFlat(await scenario.FlatSymbolsAsync());
        _audit.Compare(await scenario.LedgerAsync());
        Assert.True(_audit.Violations.IsEmpty, string.Join('\n', _audit.Violations));
        return _audit.Uncovered is [var longest, ..] ? (decimal)longest.Length.TotalSeconds : 0m;
    }

    public void Dispose() => _client.Dispose();
}
