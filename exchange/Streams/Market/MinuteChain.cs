using System.Threading.Channels;
using Executor.Core.Market;

namespace Executor.Exchange.Streams.Market;

/// <summary>
/// Closed minutes for one reader: each once, in the order of time, without a gap. Those that are heard are handed on when they follow the last one; whenever one is
/// missing, late, or may have been missed, all since the last one are read.
/// </summary>
internal sealed class MinuteChain
{
    /// <summary>A row that was read counts as closed this long after its end, and not sooner: its last trades may still be on their way into it.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly string _symbol;
    private readonly MarketMailbox _mailbox;
    private readonly MarketServices _services;
    private readonly Signal _wake = new();

    /// <summary>What is dropped here is read afterwards.</summary>
    private readonly Channel<Bar> _heard = Channel.CreateBounded<Bar>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Pauses _pauses;
    private DateTimeOffset _last;
    private bool _isFailing;
    private volatile bool _mustRead = true;

    /// <param name="symbol">Traded pair.</param>
    /// <param name="since">Minutes that end after this are wanted.</param>
    /// <param name="mailbox">Where they go.</param>
    /// <param name="services">What it works with.</param>
    public MinuteChain(string symbol, DateTimeOffset since, MarketMailbox mailbox, MarketServices services)
    {
        _symbol = symbol;
        _mailbox = mailbox;
        _services = services;
        _pauses = new Pauses(services.Options.Connections, services.Lot);
        _last = new DateTimeOffset(since.UtcTicks - (since.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }

    /// <summary>A closed minute was heard.</summary>
    public void Heard(Bar minute)
    {
        _heard.Writer.TryWrite(minute);
        _wake.Set();
    }

    /// <summary>From now on minutes are heard; those before may have been missed.</summary>
    public void Reconnected()
    {
        _mustRead = true;
        _wake.Set();
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What is read before the subscription would have to be read again after it.
        await _wake.WaitAsync(_services.Options.Connections.MinutePatience, _services.Clock, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var pause = await AdvanceAsync(cancellationToken).ConfigureAwait(false);
            await _wake.WaitAsync(pause, _services.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Hands on all that there is; for how long to wait then.</summary>
    private async Task<TimeSpan> AdvanceAsync(CancellationToken cancellationToken)
    {
        while (_heard.Reader.TryRead(out var minute))
        {
            if (minute.Time > _last + KlineRow.Minute && !await TryReadAsync(cancellationToken).ConfigureAwait(false))
            {
                _mustRead = true;
                break;
            }

            if (minute.Time > _last + KlineRow.Minute)
            {
                _services.Logger.MinutesMissing(_symbol, _last, minute.Time); // the exchange was asked and has none in between
            }

            await HandOnAsync(minute, cancellationToken).ConfigureAwait(false);
        }

        if ((_mustRead || Overdue <= TimeSpan.Zero) && !await TryReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _mustRead = true;
            return _pauses.Next(isRefusal: false);
        }

        return Overdue > TimeSpan.Zero ? Overdue : _services.Options.Connections.MinutePatience + _pauses.Next(isRefusal: false);
    }

    /// <summary>Time until the next minute is late.</summary>
    private TimeSpan Overdue => _last + KlineRow.Minute + _services.Options.Connections.MinutePatience - _services.ServerClock.Now;

    private async Task HandOnAsync(Bar minute, CancellationToken cancellationToken)
    {
        if (minute.Time > _last)
        {
            await _mailbox.PutAsync(minute, cancellationToken).ConfigureAwait(false);
            _last = minute.Time;
            _pauses.Reset();
        }
    }

    /// <summary>Reads all closed minutes since the last one; false when that did not work.</summary>
    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        _mustRead = false;
        try
        {
            int rows;
            do
            {
                var before = _last;
                var minutes = await _services.Klines.ReadAsync(_symbol, _last, cancellationToken).ConfigureAwait(false);
                rows = minutes.Length;
                foreach (var minute in minutes.Where(minute => minute.Time + Settling <= _services.ServerClock.Now))
                {
                    await HandOnAsync(minute, cancellationToken).ConfigureAwait(false);
                }

                if (_last == before)
                {
                    break;
                }
            }
            while (rows >= KlineReads.MostRows);
            _isFailing = false;
            return true;
        }
        catch (StreamException exception)
        {
            if (!_isFailing)
            {
                _services.Logger.MinutesNotRead(_symbol, exception.Message);
            }

            _isFailing = true;
            return false;
        }
    }
}
