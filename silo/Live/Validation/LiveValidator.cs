using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Time;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live.Validation;

/// <summary>Tries everything that live trading will need, without changing anything on the exchange.</summary>
internal static class LiveValidator
{
    /// <summary>Runs all checks.</summary>
    /// <exception cref="ArgumentException">The settings are those of paper trading.</exception>
    public static async Task<ValidationReport> RunAsync(SiloSettings settings, CancellationToken cancellationToken)
    {
        var live = settings.Live ?? throw new ArgumentException("There is nothing to validate on paper.", nameof(settings));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBinance(live, settings.Symbols.Select(setup => setup.Symbol));
        await using var provider = services.BuildServiceProvider();
        var report = new ValidationReport();
        foreach (var warning in settings.Warnings)
            report.Warn("settings", null, $"{warning}", string.Empty);
        var clock = provider.GetRequiredService<TimeProvider>();
        var exchange = provider.GetRequiredService<IExchange>();
        var reads = new AccountReads(provider.GetRequiredService<BinanceClient>(), exchange, clock);
        await EndpointCheck.RunAsync(live, reads, report, clock, cancellationToken).ConfigureAwait(false);
        if (report.Findings.Any(finding => finding.Check == "connection" && finding.Verdict == Verdict.Fail && finding.Text.StartsWith("REST", StringComparison.Ordinal)))
            return report; // every further check would say the same
        await ClockCheck.RunAsync(provider.GetRequiredService<IServerClock>(), reads, report, cancellationToken).ConfigureAwait(false);
        var markets = new List<CheckedMarket>();
        foreach (var setup in settings.Symbols)
        {
            if (await SymbolCheck.RunAsync(setup, reads, report, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } market)
                markets.Add(market);
        }

        if (await KeyCheck.RunAsync(settings, live, reads, report, cancellationToken).ConfigureAwait(false) is { } spot)
            await FundsCheck.RunAsync(markets, spot, exchange, reads, report, cancellationToken).ConfigureAwait(false);
        WeightCheck.Run(settings, report);
        return report;
    }
}
