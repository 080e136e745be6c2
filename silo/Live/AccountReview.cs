using System.Collections.Frozen;
using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;

namespace Executor.Silo.Live;

/// <summary>
/// Before anything is entered, every position compares itself with the exchange, and what is found there is shown. What nothing on record explains
/// holds its symbol until an operator releases it.
/// </summary>
/// <remarks>
/// A silo that comes back to a cluster at work looks at nothing that it has seen before: the others have, the positions go on being compared by their
/// owners, and looks at every symbol by every silo that is restarted would use up what the exchange allows.
/// </remarks>
internal sealed class AccountReview(
    SiloSettings settings, IExchange exchange, IGrainFactory grains, FrozenDictionary<string, SymbolGates> gates, ReviewedAccounts reviewed,
    ISiloStatusOracle silos, LiveJournal journal, TimeProvider clock, ILogger<AccountReview> logger) : BackgroundService
{
    /// <summary>Code of the hold that a first start begins.</summary>
    public const string FirstStart = "FIRST_LIVE_START";

    /// <summary>Code of the hold for what the validation has refused.</summary>
    public const string NotValidated = "VALIDATION_FAILED";

    private const int AtOnce = 16; // looks at the same time share what they read of the account
    private const int LongestDetail = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(settings.Symbols.Select(setup => PerSymbol.RunAsync(
            setup.Symbol, stopping => InTurnAsync(turns, setup, stopping), clock, logger, stoppingToken))).ConfigureAwait(false);
    }

    private async Task InTurnAsync(SemaphoreSlim turns, SymbolSetup setup, CancellationToken stopping)
    {
        await turns.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            await ReviewAsync(setup, stopping).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task ReviewAsync(SymbolSetup setup, CancellationToken stopping)
    {
        var (symbol, account) = (setup.Symbol, setup.Configuration.Settings.Account);
        var position = grains.GetGrain<IPositionGrain>(symbol);
        var isFirst = !reviewed.Contains(symbol, account);
        if (isFirst || !await IsClusterAtWorkAsync().ConfigureAwait(false))
            await LookAsync(setup, position, isFirst, stopping).ConfigureAwait(false);
        else
            await position.EnsureAliveAsync(stopping).ConfigureAwait(false);
        if (settings.NotValidated.TryGetValue(symbol, out var refused))
            await position.QuarantineAsync(NotValidated, Shortened(refused), stopping).ConfigureAwait(false);
        if (isFirst)
            reviewed.Add(symbol, account, clock.GetUtcNow());
        gates[symbol].SeeAccount();
    }

    /// <summary>Whoever joins first is alone, and looks at everything: what the list still has of silos that died with a cluster says nothing any more.</summary>
    private async Task<bool> IsClusterAtWorkAsync()
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true).ConfigureAwait(false);
        var now = clock.GetUtcNow().UtcDateTime;
        return hosts.Any(host => !host.SiloAddress.Equals(silos.SiloAddress) && now - host.IAmAliveTime < ClusterTimes.Gone);
    }

    private async Task LookAsync(SymbolSetup setup, IPositionGrain position, bool isFirst, CancellationToken stopping)
    {
        var (symbol, account) = (setup.Symbol, setup.Configuration.Settings.Account);
        var report = await position.VerifyAsync(stopping).ConfigureAwait(false);
        var reply = await exchange.ExecuteAsync(new ExchangeCommand.Inspect(symbol, [], null) { Account = account }, stopping).ConfigureAwait(false);
        if (reply is not ExchangeReply.Inspected { View: var view })
            throw new InvalidOperationException($"The account of {symbol} cannot be looked at: {reply}. Nothing is entered until it can.");
        var findings = AccountFindings.Of(view, setup.Configuration.Settings, isFlat: report.Status == "Flat");
        Tell(symbol, report, findings, isFirst);
        var reasons = isFirst ? findings.Dangerous.AddRange(findings.Unexplained) : findings.Dangerous;
        if (!reasons.IsEmpty)
            await position.QuarantineAsync(FirstStart, Shortened(string.Join(' ', reasons)), stopping).ConfigureAwait(false);
    }

    private void Tell(string symbol, SymbolReport report, AccountFindings findings, bool isFirst)
    {
        var isOdd = !findings.Dangerous.IsEmpty || (isFirst && !findings.Unexplained.IsEmpty);
        ImmutableArray<string> shown = [.. findings.Seen, .. report.Status == "Flat" ? report.Reasons : []];
        journal.Publish(
            "ACCOUNT_REVIEWED", isOdd ? JournalLevel.Warning : JournalLevel.Info,
            shown.IsEmpty ? $"{symbol} is {report.Status}; nothing of it is on the account." : $"{symbol} is {report.Status}. {string.Join(' ', shown.Distinct())}",
            ("symbol", symbol), ("status", report.Status), ("first_start", isFirst ? "true" : "false"));
    }

    private static string Shortened(string text) => text.Length <= LongestDetail ? text : $"{text[..(LongestDetail - 1)]}…";
}
