using System.Runtime.CompilerServices;
using Executor.Core.Exchange;
using Executor.Core.Market;

namespace Executor.Exchange.Streams.Market;

/// <summary>What happened on a market, for one reader: of prices the newest alone, of minutes every one. Minutes are handed over only when there is room,
/// so that a reader that does not read costs no memory.</summary>
internal sealed class MarketMailbox
{
    private const int MostMinutes = 64;

    private readonly Lock _gate = new();
    private readonly Queue<Bar> _minutes = new();
    private readonly Signal _filled = new();
    private readonly Signal _emptied = new();
    private MarketEvent? _newest;

    /// <summary>A quote, or silence; replaces what was not read.</summary>
    public void Put(MarketEvent newest)
    {
        lock (_gate)
        {
            _newest = newest;
        }

        _filled.Set();
    }

    /// <summary>A closed minute; waits until there is room. For one caller at a time.</summary>
    public async Task PutAsync(Bar minute, CancellationToken cancellationToken)
    {
        while (!TryPut(minute))
        {
            await _emptied.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        _filled.Set();
    }

    public async IAsyncEnumerable<MarketEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            while (Take() is { } happened)
            {
                yield return happened;
            }

            await _filled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private bool TryPut(Bar minute)
    {
        lock (_gate)
        {
            if (_minutes.Count >= MostMinutes)
            {
                return false;
            }

            _minutes.Enqueue(minute);
            return true;
        }
    }

    private MarketEvent? Take()
    {
        lock (_gate)
        {
            if (_minutes.TryDequeue(out var minute))
            {
                _emptied.Set();
                return new MarketEvent.MinuteClosed(minute);
            }

            var newest = _newest;
            _newest = null;
            return newest;
        }
    }
}
