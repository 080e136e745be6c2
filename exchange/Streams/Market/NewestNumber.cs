namespace Executor.Exchange.Streams.Market;

/// <summary>
/// Tells what is older than what was heard already, while two sessions overlap. Of one session everything counts: if the exchange begins to number anew, nothing
/// may be thought old for ever.
/// </summary>
internal struct NewestNumber
{
    private MarketSession? _session;
    private long _number;

    /// <summary>True when <paramref name="number"/> is news.</summary>
    public bool Take(MarketSession session, long number)
    {
        if (_session is not null && _session != session && number <= _number)
        {
            return false;
        }

        (_session, _number) = (session, number);
        return true;
    }

    /// <summary>A session is over; what it told is no measure any more.</summary>
    public void Forget(MarketSession session) => _session = _session == session ? null : _session;
}
