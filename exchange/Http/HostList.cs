using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Http;

/// <summary>
/// Which host serves. A read that fails goes on to the next one, and what is sent later follows it; a request that changes something is sent to
/// one host and never moved. After a while the first host is tried again.
/// </summary>
internal sealed class HostList(IReadOnlyList<Uri> hosts, TimeProvider clock, ILogger<HostList> logger)
{
    private static readonly TimeSpan BackToFirst = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private int _current;
    private long _changedAt;

    /// <summary>The host to send to.</summary>
    public Uri Current
    {
        get
        {
            lock (_gate)
            {
                if (_current != 0 && clock.GetElapsedTime(_changedAt) >= BackToFirst)
                {
                    _current = 0;
                }

                return hosts[_current];
            }
        }
    }

    /// <summary>Goes on to the next host, unless somebody else has done so already.</summary>
    /// <param name="failed">The host that did not answer.</param>
    public void MoveOn(Uri failed)
    {
        Uri next;
        lock (_gate)
        {
            if (hosts.Count == 1 || hosts[_current] != failed)
            {
                return;
            }

            _current = (_current + 1) % hosts.Count;
            _changedAt = clock.GetTimestamp();
            next = hosts[_current];
        }

        logger.HostChanged(next.Host, failed.Host);
    }
}
