using Executor.Simulator.Market;

namespace Executor.Simulator.Server.Faults;

/// <summary>A rule in force. Used under the lock of its book.</summary>
internal sealed class ActiveFault(long id, FaultRule rule, DateTimeOffset since)
{
    private const int Parts = 1_000_000;
    private readonly Xoshiro _random = new(rule.Seed);
    private readonly int _threshold = (int)(rule.Probability * Parts);

    public long Id => id;
    public FaultRule Rule => rule;
    public DateTimeOffset Since => since;

    /// <summary>How often it was looked at and fitted.</summary>
    public int Matched { get; private set; }

    /// <summary>How often it struck.</summary>
    public int Struck { get; private set; }

    public bool IsSpent(DateTimeOffset now) =>
        Struck >= rule.Count || (rule.DurationMs is { } duration && now - since >= TimeSpan.FromMilliseconds(duration));

    /// <summary>Draws for a match; every match costs a draw, so that what it hits depends on the matches alone.</summary>
    public bool Strikes(DateTimeOffset now)
    {
        if (IsSpent(now))
            return false;
        var hit = _random.Below(Parts) < _threshold;
        if (Matched++ < rule.Skip || !hit)
            return false;
        Struck++;
        return true;
    }
}
