using System.Collections.Immutable;
using Executor.Core.Settings;

namespace Executor.Core.Invariants;

/// <summary>One run of the invariants: facts in, findings that are not throttled out, memory through. Lives for one run.</summary>
internal sealed class InvariantScan(InvariantFacts facts, InvariantSettings settings, InvariantRules rules, InvariantMemory memory)
{
    private readonly ImmutableArray<InvariantFinding>.Builder _findings = ImmutableArray.CreateBuilder<InvariantFinding>();

    public InvariantFacts Facts { get; } = facts;

    public InvariantSettings Settings { get; } = settings;

    public InvariantRules Rules { get; } = rules;

    public InvariantMemory Memory { get; set; } = memory;

    /// <summary>Findings to be told, in the order of the detectors.</summary>
    public ImmutableArray<InvariantFinding> Findings => _findings.ToImmutable();

    /// <summary>True when the exchange is to be asked for debt now.</summary>
    public bool AsksForDebt { get; set; }

    /// <summary>Why the symbol is to be halted: debt that stayed; null: it is not.</summary>
    public string? HaltReason { get; set; }

    /// <summary>True when the exchange has shown that nothing is owed.</summary>
    public bool IsDebtCleared { get; set; }

    /// <summary>The position that the findings are about, in the throttle's words.</summary>
    public string PositionKey => Facts.Position is { } position
        ? $"{Facts.Symbol}:{position.Side?.ToString().ToUpperInvariant()}:{position.Key}"
        : $"{Facts.Symbol}::NA";

    /// <summary>Runs one detector. One that fails is itself a finding, and keeps none of the others from running (W52).</summary>
    public void Run(string id, Action<InvariantScan> detector)
    {
        try
        {
            detector(this);
        }
        catch (Exception exception)
        {
            Report(InvariantFinding.Error(id, $"The detector failed: {exception.Message}", ("error", exception.GetType().Name)) with { Kind = "failed" });
        }
    }

    /// <summary>Tells <paramref name="finding"/>, unless the same was told of the same position a short while ago.</summary>
    public void Report(InvariantFinding? finding)
    {
        if (finding is null)
        {
            return;
        }

        var grade = Rules.DoesThrottleKnowSeverity ? $"{InvariantFinding.Text(finding.Severity)}:{finding.Kind}:" : string.Empty;
        var key = $"{finding.Id}:{grade}{PositionKey}";
        var throttle = finding.IsOfLook && Settings.LookThrottle > TimeSpan.Zero ? Settings.LookThrottle : Settings.Throttle;
        if (Memory.Alarms.FirstOrDefault(alarm => alarm.Key == key) is { } last && Facts.Now - last.At < throttle)
        {
            return;
        }

        Memory = Memory with { Alarms = [.. Memory.Alarms.Where(alarm => alarm.Key != key), new AlarmTime(key, Facts.Now)] };
        _findings.Add(finding);
    }

    /// <summary>True when something was seen for the first time.</summary>
    public bool IsToBeConfirmed { get; private set; }

    /// <summary>Tells <paramref name="finding"/> once a run before has seen the same, at least <paramref name="age"/> ago; null: it is not there (any
    /// more).</summary>
    public void ReportWhenConfirmed(string id, TimeSpan age, InvariantFinding? finding)
    {
        var seen = Memory.Suspicions.FirstOrDefault(suspicion => suspicion.Id == id);
        if (finding is null)
        {
            if (seen is not null)
            {
                Memory = Memory with { Suspicions = [.. Memory.Suspicions.Where(suspicion => suspicion.Id != id)] };
            }
        }
        else if (seen is null)
        {
            Memory = Memory with { Suspicions = [.. Memory.Suspicions, new Suspicion(id, Facts.Now)] };
            IsToBeConfirmed = true;
        }
        else if (Facts.Now - seen.Since >= age)
        {
            Report(finding);
        }
        else
        {
            IsToBeConfirmed = true;
        }
    }

    /// <summary>Drops what cannot hold an alarm back any more.</summary>
    public void Forget()
    {
        var longest = Settings.LookThrottle > Settings.Throttle ? Settings.LookThrottle : Settings.Throttle;
        if (Memory.Alarms.Any(alarm => Facts.Now - alarm.At >= longest))
        {
            Memory = Memory with { Alarms = [.. Memory.Alarms.Where(alarm => Facts.Now - alarm.At < longest)] };
        }
    }
}
