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
    private bool _caughtUp;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await gates.FeedExists.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var tailer = new LineTailer(path, null, options, clock);
        var rows = new FeedRows(setup.Symbol, path, logger);
        while (tailer.TryRead() is { } history)
        {
            foreach (var bar in rows.Read(history))
                Keep(bar);
        }

        if (_kept.Count == 0)
            logger.FeedEmpty(setup.Symbol, path);
        while (true)
        {
            await CatchUpAsync(rows, cancellationToken).ConfigureAwait(false);
            var batch = await tailer.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var bar in rows.Read(batch))
                await TakeAsync(bar, rows, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>With the rows that were there at the start, once there are any.</summary>
    private async Task CatchUpAsync(FeedRows rows, CancellationToken cancellationToken)
    {
        if (_caughtUp || _previous is not { } newest)
            return;
        await _bars.AppendBarsAsync([.. _kept], cancellationToken).ConfigureAwait(false);
        if (_movesMarket)
            await OpenMarketAsync(newest, rows, cancellationToken).ConfigureAwait(false);
        gates.LoadBars();
        _caughtUp = true;
        logger.FeedFollowed(setup.Symbol, path, _kept.Count, newest.Time);
    }

    private async Task OpenMarketAsync(Bar newest, FeedRows rows, CancellationToken cancellationToken)
    {
        await market.OpenAsync(setup, newest.Close, rows.PriceDecimals, cancellationToken).ConfigureAwait(false);
        await market.MoveAsync(setup.Symbol, newest.Close, cancellationToken).ConfigureAwait(false);
        gates.OpenMarket();
    }

    private async Task TakeAsync(Bar bar, FeedRows rows, CancellationToken cancellationToken)
    {
        var before = _previous;
        Keep(bar);
        if (before is null)
        {
            await CatchUpAsync(rows, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (_movesMarket)
            await market.WalkAsync(setup.Symbol, bar, before.Value.Close, cancellationToken).ConfigureAwait(false);
        await _bars.AppendBarsAsync([bar], cancellationToken).ConfigureAwait(false);
        var known = await _bars.GetSnapshotAsync(2, cancellationToken).ConfigureAwait(false);
        if (known.Bars.Length < 2) // the market grain lives in memory and was activated anew
            await _bars.AppendBarsAsync([.. _kept], cancellationToken).ConfigureAwait(false);
    }

    private void Keep(Bar bar)
    {
        if (_kept.Count == RowsKept)
            _kept.Dequeue();
        _kept.Enqueue(bar);
        _previous = bar;
    }
}
