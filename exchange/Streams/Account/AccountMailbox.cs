using System.Runtime.CompilerServices;
using Executor.Core.Exchange;

namespace Executor.Exchange.Streams.Account;

/// <summary>
/// The events of a wallet for one reader, in the order of arrival. Nothing is dropped in silence: when it is full, all is dropped and the reader is told to
/// look instead.
/// </summary>
/// <param name="capacity">Events that are kept.</param>
/// <param name="clock">Where time comes from.</param>
/// <param name="telemetry">Where drops are counted.</param>
internal sealed class AccountMailbox(int capacity, TimeProvider clock, StreamTelemetry telemetry)
{
    private readonly Lock _gate = new();
    private readonly Queue<AccountEvent> _events = new();
    private readonly Signal _signal = new();
    private bool _isListening;

    public void Put(AccountEvent happened)
    {
        lock (_gate)
        {
            _isListening = happened switch
            {
                AccountEvent.Listening => true,
                AccountEvent.Interrupted => false,
                _ => _isListening,
            };
            if (_events.Count >= capacity)
            {
                Overflow();
            }
            else
            {
                _events.Enqueue(happened);
            }
        }

        _signal.Set();
    }

    public async IAsyncEnumerable<AccountEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            while (Take() is { } happened)
            {
                yield return happened;
            }

            await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private AccountEvent? Take()
    {
        lock (_gate)
        {
            return _events.TryDequeue(out var happened) ? happened : null;
        }
    }

    private void Overflow()
    {
        telemetry.Dropped(AccountHub.KindName, "slow reader", _events.Count + 1);
        var reason = $"{_events.Count + 1} events were not read in time and are dropped";
        _events.Clear();
        _events.Enqueue(new AccountEvent.Interrupted(reason));
        if (_isListening)
        {
            _events.Enqueue(new AccountEvent.Listening(clock.GetUtcNow()));
        }
    }
}
