using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Live.Validation;

namespace Executor.Silo.Live;

/// <summary>What the validation of a start says of a symbol, asked for one that comes later: rules, its account, and the request weight of all together.</summary>
internal sealed class LiveSymbolCheck(SiloSettings settings, IExchange exchange, BinanceClient client, TimeProvider clock) : ISymbolCheck
{
    public async Task<ImmutableArray<string>> ProblemsOfAsync(SymbolSetup setup, ImmutableArray<SymbolSetup> others, CancellationToken cancellationToken)
    {
        var report = new ValidationReport();
        var reads = new AccountReads(client, exchange, clock);
        if (await SymbolCheck.RunAsync(setup, reads, report, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } market)
            await FundsCheck.LookAsync(market, exchange, report, cancellationToken).ConfigureAwait(false);
        WeightCheck.Run(settings with { Symbols = [.. others, setup] }, report);
        return [.. report.Findings.Where(finding => finding.Verdict == Verdict.Fail).Select(finding => $"{finding.Check}: {finding.Text}. {finding.Advice}".TrimEnd())];
    }
}
