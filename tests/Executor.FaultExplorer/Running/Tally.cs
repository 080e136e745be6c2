using Executor.FaultExplorer.Safety;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Running;

/// <summary>The sum over many lives.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly List<LifeReport> _failed = [];

    public long Lives { get; private set; }

    public long Steps { get; private set; }

    public long Requests { get; private set; }

    public long Trades { get; private set; }

    public long Faults { get; private set; }

    /// <summary>Virtual time from the end of the faults until flat or protected, and in which life it was longest.</summary>
    public (TimeSpan Longest, int Seed) Recovery { get; private set; }

    /// <summary>How often each fault struck.</summary>
    public SortedDictionary<Fault, long> Struck { get; } = [];

    /// <summary>By what was at work and the cause in the journal: longest uncovered window, the life it was in, and how many there were.</summary>
    public SortedDictionary<(WindowClass Class, string Cause), (TimeSpan Longest, int Seed, long Count)> Windows { get; } = [];

    /// <summary>By property: how many lives broke it.</summary>
    public SortedDictionary<string, long> Violations { get; } = new(StringComparer.Ordinal);

    /// <summary>The lives that broke something; the first few.</summary>
    public IReadOnlyList<LifeReport> Failed => _failed;

    public void Add(LifeReport life)
    {
        lock (_lock)
        {
            Lives++;
            Steps += life.Steps;
            Requests += life.Requests;
            Trades += life.Trades;
            Faults += life.Struck.Length;
            if (life.Recovery > Recovery.Longest)
            {
                Recovery = (life.Recovery, life.Schedule.Seed);
            }

            foreach (var strike in life.Struck)
            {
                Struck[strike.Fault] = Struck.GetValueOrDefault(strike.Fault) + 1;
            }

            foreach (var ((cause, atWork), (longest, count)) in life.Windows)
            {
                var (before, seed, counted) = Windows.GetValueOrDefault((atWork, cause));
                Windows[(atWork, cause)] = longest > before ? (longest, life.Schedule.Seed, counted + count) : (before, seed, counted + count);
            }

            if (life.Property is { } property)
            {
                Violations[property] = Violations.GetValueOrDefault(property) + 1;
                if (_failed.Count < 100)
                {
                    _failed.Add(life);
                }
            }
        }
    }
}
