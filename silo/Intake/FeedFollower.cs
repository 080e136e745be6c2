using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Paper;

namespace Executor.Silo.Intake;

/// <summary>
/// Brings the rows of one symbol's feed to its market grain. When the feed is the market (files of others), every new row first moves the
/// paper market along the minute's path, so that orders execute before anybody decides on the bar.
/// </summary>
internal sealed class FeedFollower(
    SymbolSetup setup, string path, PaperMarket market, IGrainFactory grains, SymbolGates gates, LineTailerOptions options, TimeProvider clock,
    ILogger logger)
{
    /// <summary>Rows that are kept for a market grain that was activated anew.</summary>
    private const int RowsKept = 2000;

    private readonly IMarketGrain _bars = grains.GetGrain<IMarketGrain>(setup.Symbol);
    private readonly Queue<Bar> _kept = new(RowsKept);
    private readonly bool _movesMarket = setup.Inputs is SymbolInputs.Files;
    private Bar? _previous;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await gates.FeedExists.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var tailer = new LineTailer(path, null, options, clock);
        var rows = new FeedRows(setup.Symbol, path, clock, logger);
        KeepAll(rows, tailer.TryRead(), tailer);
        if (_kept.Count == 0)
            logger.FeedEmpty(setup.Symbol, path);
        while (_previous is null)
            KeepAll(rows, await tailer.ReadAsync(cancellationToken).ConfigureAwait(false), tailer);
        await BeginAsync(_previous.Value, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            foreach (var bar in rows.Read(await tailer.ReadAsync(cancellationToken).ConfigureAwait(false)))
                await TakeAsync(bar, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes in all that the file holds at present as history: no signal is judged by the first half of it.</summary>
    private void KeepAll(FeedRows rows, TailBatch? first, LineTailer tailer)
    {
        for (var batch = first; batch is not null; batch = tailer.TryRead())
        {
            foreach (var bar in rows.Read(batch))
                Keep(bar);
        }
    }

    /// <summary>Hands over the history and lets trading begin.</summary>
    private async Task BeginAsync(Bar newest, CancellationToken cancellationToken)
    {
        if (_movesMarket)
        {
            await market.OpenAsync(setup, newest.Close, PriceDecimals, cancellationToken).ConfigureAwait(false);
            await LiveThroughAsync(newest, cancellationToken).ConfigureAwait(false);
            gates.OpenMarket();
        }
        else
        {
            await _bars.AppendBarsAsync([.. _kept], cancellationToken).ConfigureAwait(false);
        }

        gates.LoadBars();
        logger.FeedFollowed(setup.Symbol, path, _kept.Count, newest.Time);
    }

    /// <summary>
    /// Rows that came while nobody followed the feed are history for the bars, but not for orders that rested: these live through each of
    /// them, as far back as rows are kept.
    /// </summary>
    private async Task LiveThroughAsync(Bar newest, CancellationToken cancellationToken)
    {
        var mark = market.FeedMarkOf(setup.Symbol) ?? newest.Time;
        await _bars.AppendBarsAsync([.. _kept.Where(bar => bar.Time <= mark)], cancellationToken).ConfigureAwait(false);
        var before = await market.LastPriceAsync(setup.Symbol, cancellationToken).ConfigureAwait(false) ?? newest.Close;
        foreach (var bar in _kept.Where(bar => bar.Time > mark))
        {
            if (market.HasOpenOrders(setup.Symbol))
                await market.WalkRowAsync(setup.Symbol, bar, before, cancellationToken).ConfigureAwait(false);
            await _bars.AppendBarsAsync([bar], cancellationToken).ConfigureAwait(false);
            before = bar.Close;
        }

        await market.MoveAsync(setup.Symbol, newest.Close, cancellationToken).ConfigureAwait(false);
        market.MarkFeed(setup.Symbol, newest.Time);
    }

    private async Task TakeAsync(Bar bar, CancellationToken cancellationToken)
    {
        var before = _previous ?? bar;
        Keep(bar);
        if (_movesMarket)
            await market.WalkRowAsync(setup.Symbol, bar, before.Close, cancellationToken).ConfigureAwait(false);
        await _bars.AppendBarsAsync([bar], cancellationToken).ConfigureAwait(false);
        var known = await _bars.GetSnapshotAsync(2, cancellationToken).ConfigureAwait(false);
        if (known.Bars.Length < 2) // the market grain lives in memory and was activated anew
            await _bars.AppendBarsAsync([.. _kept], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Most decimals of any price of the kept rows: how one number happens to be written does not decide the tick.</summary>
    private int PriceDecimals => _kept.Max(bar => Math.Max(bar.Close.Scale, Math.Max(bar.High.Scale, bar.Low.Scale)));

    private void Keep(Bar bar)
    {
        if (_kept.Count == RowsKept)
            _kept.Dequeue();
        _kept.Enqueue(bar);
        _previous = bar;
    }
}
