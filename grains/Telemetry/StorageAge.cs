using System.Diagnostics.Metrics;

namespace Executor.Grains.Telemetry;

/// <summary>
/// Whether positions can be stored. A request leaves only with a write younger than the lease behind it, so a silo whose writes fail for longer
/// sends nothing.
/// </summary>
internal sealed class StorageAge
{
    private readonly TimeProvider _clock;
    private long _storedAt;
    private int _isFailing;

    public StorageAge(Meter meter, TimeProvider clock, TimeSpan lease)
    {
        _clock = clock;
        _storedAt = clock.GetTimestamp();
        meter.CreateObservableGauge("executor.silo.write.age", () => Age.TotalSeconds, "s", "Since a position was last stored; before the first, since the start.");
        meter.CreateObservableGauge("executor.silo.fenced", () => IsFailing && Age > lease ? 1 : 0, "{silo}",
            "1 while the silo sends nothing: no position could be stored within the lease of its requests.");
    }

    /// <summary>Since the last success.</summary>
    public TimeSpan Age => _clock.GetElapsedTime(Volatile.Read(ref _storedAt));

    /// <summary>True from a write that failed until one succeeds.</summary>
    public bool IsFailing => Volatile.Read(ref _isFailing) != 0;

    public void Stored()
    {
        Volatile.Write(ref _storedAt, _clock.GetTimestamp());
        Volatile.Write(ref _isFailing, 0);
    }

    public void Failed() => Volatile.Write(ref _isFailing, 1);
}
