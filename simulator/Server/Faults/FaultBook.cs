using System.Collections.Immutable;

namespace Executor.Simulator.Server.Faults;

/// <summary>A rule and what became of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Since">When it was set, UTC.</param>
/// <param name="Matched">How often something fitted it.</param>
/// <param name="Struck">How often it struck.</param>
/// <param name="IsSpent">True when it strikes no more.</param>
public sealed record FaultStanding(long Id, FaultRule Rule, DateTimeOffset Since, int Matched, int Struck, bool IsSpent);

/// <summary>The rules in force. Thread-safe.</summary>
public sealed class FaultBook(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<ActiveFault> _faults = [];
    private long _nextId = 1;
    private volatile bool _isEmpty = true;

    /// <summary>Sets a rule.</summary>
    /// <exception cref="ArgumentException">The rule contradicts itself; says which field.</exception>
    public FaultStanding Add(FaultRule rule)
    {
        if (rule.Error is { } error)
            throw new ArgumentException(error, nameof(rule));
        lock (_gate)
        {
            var fault = new ActiveFault(_nextId++, rule, clock.GetUtcNow());
            _faults.Add(fault);
            _isEmpty = false;
            return StandingOf(fault, fault.Since);
        }
    }

    /// <summary>Takes a rule away; false when there is none of that number.</summary>
    public bool Remove(long id)
    {
        lock (_gate)
        {
            var isRemoved = _faults.RemoveAll(fault => fault.Id == id) > 0;
            _isEmpty = _faults.Count == 0;
            return isRemoved;
        }
    }

    /// <summary>Takes all rules away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _isEmpty = true;
        }
    }

    /// <summary>The rules, oldest first, spent ones included.</summary>
    public ImmutableArray<FaultStanding> All
    {
        get
        {
            var now = clock.GetUtcNow();
            lock (_gate)
                return [.. _faults.Select(fault => StandingOf(fault, now))];
        }
    }

    /// <summary>The first rule of one of the kinds that strikes the target; null when none does.</summary>
    internal FaultRule? Draw(FaultTarget target, params ReadOnlySpan<FaultKind> kinds)
    {
        if (_isEmpty)
            return null;
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                if (kinds.Contains(fault.Rule.Fault) && target.Fits(fault.Rule) && fault.Strikes(now))
                    return fault.Rule;
            }
            return null;
        }
    }

    private static FaultStanding StandingOf(ActiveFault fault, DateTimeOffset now) =>
        new(fault.Id, fault.Rule, fault.Since, fault.Matched, fault.Struck, fault.IsSpent(now));
}
