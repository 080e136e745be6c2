using Executor.Simulator.Server.Faults;

namespace Executor.Soak.Running;

/// <summary>Which faults an alarm may come of.</summary>
internal static class AlarmCauses
{
    private static readonly Dictionary<string, FaultKind[]> Causes = new(StringComparer.Ordinal);

    /// <summary>True when one of the faults that lead to the alarm has struck.</summary>
    public static bool Explain(string alarm, IReadOnlyDictionary<string, int> struck) =>
        Causes.TryGetValue(alarm, out var faults) && faults.Any(fault => struck.GetValueOrDefault(fault.ToString()) > 0);
}
