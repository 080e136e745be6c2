using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Executor.Grains.Telemetry;

/// <summary>
/// Adds up for each symbol the time in which something was open and the time in which part of it was under no stop. The sums are the silo's, not the
/// activation's: they stay when a position moves away, and grow again when it comes back.
/// </summary>
internal sealed class ExposureBook
{
    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    public ExposureBook(Meter meter, TimeProvider clock)
    {
        _clock = clock;
        meter.CreateObservableCounter("executor.position.open.time", () => Read(sums => sums.Open), "s", "Time in which something was open.");
        meter.CreateObservableCounter("executor.position.uncovered.time", () => Read(sums => sums.Uncovered), "s",
            "Time in which less than the open quantity was under stops.");
        meter.CreateObservableCounter("executor.position.uncovered.quantity_seconds", () => Read(sums => sums.QuantitySeconds), "{base_second}",
            "Uncovered quantity in base times its seconds.");
    }

    /// <summary>From now on this is open and this much of it is under no stop.</summary>
    /// <param name="symbol">Traded pair.</param>
    /// <param name="isOpen">True while something is open.</param>
    /// <param name="uncovered">Base under no stop, 0 or more.</param>
    public void Set(string symbol, bool isOpen, decimal uncovered)
    {
        if (isOpen || _accounts.ContainsKey(symbol))
            _accounts.GetOrAdd(symbol, static (_, clock) => new Account(clock), _clock).Set(isOpen, uncovered);
    }

    /// <summary>The position lives here no more.</summary>
    public void Leave(string symbol) => Set(symbol, isOpen: false, uncovered: 0m);

    private IEnumerable<Measurement<double>> Read(Func<Sums, double> which) =>
        from account in _accounts
        select new Measurement<double>(which(account.Value.Read()), Tags.Symbol(account.Key));

    /// <param name="Open">Seconds.</param>
    /// <param name="Uncovered">Seconds.</param>
    /// <param name="QuantitySeconds">Base times seconds.</param>
    private readonly record struct Sums(double Open, double Uncovered, double QuantitySeconds);

    private sealed class Account(TimeProvider clock)
    {
        private readonly Lock _gate = new();
        private Sums _sums;
        private bool _isOpen;
        private double _uncovered;
        private long _since;

        public void Set(bool isOpen, decimal uncovered)
        {
            lock (_gate)
            {
                Settle();
                (_isOpen, _uncovered) = (isOpen, (double)uncovered);
            }
        }

        public Sums Read()
        {
            lock (_gate)
            {
                Settle();
                return _sums;
            }
        }

        private void Settle()
        {
            var now = clock.GetTimestamp();
            if (_isOpen)
            {
                var seconds = clock.GetElapsedTime(_since, now).TotalSeconds;
                _sums = new Sums(
                    _sums.Open + seconds, _sums.Uncovered + (_uncovered > 0d ? seconds : 0d), _sums.QuantitySeconds + (_uncovered * seconds));
            }

            _since = now;
        }
    }
}
