using System.Collections.Immutable;
using Executor.Core.Signals;
using Executor.Replay.Reading;

namespace Executor.Replay.Signals;

/// <summary>A signal log, every line of it accounted for: <see cref="Lines"/> is the sum of all the others.</summary>
internal sealed record SignalLog
{
    public required long Lines { get; init; }

    /// <summary>Signals to be acted on, in the order of the file.</summary>
    public required ImmutableArray<Signal> New { get; init; }

    /// <summary>Unseen signals that are older than one before them; the original drops them without a word.</summary>
    public required ImmutableArray<Signal> Late { get; init; }

    /// <summary>Repetitions of a signal seen before.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Lines that cannot be read as an event.</summary>
    public required ImmutableArray<LineProblem> Invalid { get; init; }

    /// <summary>Events that are not for this system, by the reason.</summary>
    public required ImmutableSortedDictionary<string, int> Ignored { get; init; }
}
