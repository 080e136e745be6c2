using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Silo.Intake;

namespace Executor.Silo.Live;

/// <summary>Brings what the exchange shows of one market to its grain: prices, and its closed minutes where they are the feed.</summary>
internal sealed class MarketFollower
{
    private readonly string _symbol;
    private readonly IMarketEvents _events;
    private readonly IMarketGrain _market;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Action<Bar>? _onHistory;
    private readonly BarHistory _history;
    private Action? _onFirstQuote;
    private bool _isHistoryHandedOver;
    private bool _isSilent;
    private bool _isRefused;

    /// <param name="symbol">The market.</param>
    /// <param name="events">What is followed.</param>
    /// <param name="market">Who is told.</param>
    /// <param name="clock">Says which minutes are history.</param>
    /// <param name="logger">Where trouble is noted.</param>
    /// <param name="onFirstQuote">Called with the first price, once.</param>
    /// <param name="onHistory">Called once the grain has all minutes up to the present one; null: its minutes are not wanted.</param>
    public MarketFollower(
        string symbol, IMarketEvents events, IMarketGrain market, TimeProvider clock, ILogger logger, Action onFirstQuote, Action<Bar>? onHistory)
    {
        (_symbol, _events, _market, _clock, _logger) = (symbol, events, market, clock, logger);
        (_onFirstQuote, _onHistory, _history) = (onFirstQuote, onHistory, new BarHistory(market));
    }

    /// <summary>The minutes that were wanted and have been seen so far.</summary>
    public BarHistory History => _history;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var minute = ThisMinute();
        DateTimeOffset? since = _onHistory is null ? null : _history.Newest?.Time ?? minute.AddMinutes(-BarHistory.Capacity);
        await foreach (var happened in _events.FollowAsync(_symbol, since, cancellationToken).ConfigureAwait(false))
        {
            switch (happened)
            {
                case MarketEvent.Quoted { Quote: var quote }:
                    await QuoteAsync(quote, cancellationToken).ConfigureAwait(false);
                    break;
                case MarketEvent.MinuteClosed { Bar: var bar }:
                    await TakeAsync(bar, minute, cancellationToken).ConfigureAwait(false);
                    break;
                case MarketEvent.Silent silent:
                    _isSilent = true;
                    _logger.MarketSilent(_symbol, silent.Reason);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException($"{happened.GetType().Name} is not an event of a market.");
            }
        }
    }

    private async Task QuoteAsync(Quote quote, CancellationToken cancellationToken)
    {
        if (_isSilent)
            _logger.MarketHeard(_symbol);
        _isSilent = false;
        try
        {
            await _market.QuoteAsync(quote, cancellationToken).ConfigureAwait(false);
            _isRefused = false;
            Interlocked.Exchange(ref _onFirstQuote, null)?.Invoke();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_isRefused)
                _logger.QuoteNotTaken(exception, _symbol); // the next quote comes; a position that missed its level is woken by its own clock
            _isRefused = true;
        }
    }

    /// <summary>Minutes of the past are handed over together, so that no signal is judged by the first half of them.</summary>
    private async Task TakeAsync(Bar bar, DateTimeOffset present, CancellationToken cancellationToken)
    {
        _history.Keep(bar);
        if (_isHistoryHandedOver)
        {
            await _history.HandOverNewestAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (bar.Time >= present)
        {
            await _history.HandOverAsync(cancellationToken).ConfigureAwait(false);
            _isHistoryHandedOver = true;
            _onHistory?.Invoke(bar);
        }
    }

    /// <summary>Begin of the minute that runs: the end of the newest one that has closed.</summary>
    private DateTimeOffset ThisMinute()
    {
        var now = _clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
    }
}
