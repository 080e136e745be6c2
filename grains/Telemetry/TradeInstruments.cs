using System.Diagnostics.Metrics;
using Executor.Core.Exchange;
using Executor.Core.Ledger;
using Executor.Core.Positions;

namespace Executor.Grains.Telemetry;

/// <summary>How trades ended and what they earned. Here alone money is floating point: for looking at, nothing is decided by it.</summary>
internal sealed class TradeInstruments
{
    private readonly Counter<long> _trades;
    private readonly Counter<double> _gain;
    private readonly Counter<double> _loss;
    private readonly Histogram<double> _r;
    private readonly Histogram<double> _slippage;

    public TradeInstruments(Meter meter)
    {
        _trades = meter.CreateCounter<long>("executor.trades", "{trade}", "Trades that ended, by the kind of their exit.");
        _gain = meter.CreateCounter<double>("executor.trade.gain", "{quote}", "Realised profit of the trades that gained.");
        _loss = meter.CreateCounter<double>("executor.trade.loss", "{quote}", "Realised loss of the trades that lost, above 0.");
        _r = meter.CreateHistogram("executor.trade.r", "{r}", "Result in multiples of the planned risk.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [-3.5, -2.5, -1.5, -1.1, -0.5, -0.1, 0.1, 0.5, 1.5, 2.5, 3.5, 5.5] });
        _slippage = meter.CreateHistogram("executor.trade.slippage", "{r}", "How much worse than planned, in multiples of the planned risk.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [-0.5, -0.1, -0.01, 0.01, 0.05, 0.1, 0.25, 0.5, 1.5, 2.5] });
    }

    public void Closed(ClosedTrade closed, TradingAccount account, SymbolRules rules)
    {
        if (!_trades.Enabled && !_r.Enabled)
            return;
        var record = TradeRecords.Of(closed, account, rules, epoch: 0);
        var symbol = Tags.Symbol(rules.Symbol);
        var exit = new KeyValuePair<string, object?>("exit_type", record.Exit.Word().ToLowerInvariant());
        _trades.Add(1, symbol, exit);
        var profit = record.Money.NetQuote ?? record.Money.CashQuote;
        var quote = new KeyValuePair<string, object?>("quote", rules.QuoteAsset);
        _gain.Add((double)Math.Max(profit, 0m), symbol, quote); // both, so that each is there to be taken from the other
        _loss.Add((double)Math.Max(-profit, 0m), symbol, quote);
        if (record.Money.R is { } r)
            _r.Record((double)r, exit);
        if (record.EntrySlippageR is { } entry)
            _slippage.Record((double)entry, new KeyValuePair<string, object?>("order", "entry"));
        if (record.StopSlippageR is { } stop)
            _slippage.Record((double)stop, new KeyValuePair<string, object?>("order", "stop"));
    }
}
