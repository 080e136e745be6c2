using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Executor.GrainInterfaces;

/// <summary>Knows the symbols, wakes positions that nobody owns, and says whether entries are allowed at all. Key: 0.</summary>
[Alias("Executor.IFleetGrain")]
public interface IFleetGrain : IGrainWithIntegerKey
{
    /// <summary>Sets the symbols to be traded; those that left are still swept until their position is flat.</summary>
    [Alias("SetRoster")]
    Task SetRosterAsync(ImmutableArray<string> symbols, CancellationToken cancellationToken);

    /// <summary>The symbols, in order.</summary>
    [Alias("GetRoster")]
    Task<ImmutableArray<string>> GetRosterAsync(CancellationToken cancellationToken);

    /// <summary>Calls every position of the roster; a symbol that fails is reported and does not stop the others.</summary>
    [Alias("Sweep")]
    Task<ImmutableArray<SweepResult>> SweepAsync(CancellationToken cancellationToken);

    /// <summary>The mode as stored; asked before every entry.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetMode")]
    Task<FleetModeView> GetModeAsync(CancellationToken cancellationToken);

    /// <summary>The mode, and the shutdown that led to it.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetView")]
    Task<FleetView> GetViewAsync(CancellationToken cancellationToken);

    /// <summary>No entries; everything else goes on. Does not end sleep.</summary>
    /// <param name="reason">Why, for the journal; 1 to 200 characters.</param>
    /// <param name="by">Who, for the journal.</param>
    /// <param name="cancellationToken">Cancels the wait, not the change.</param>
    [Alias("Pause")]
    Task<FleetView> PauseAsync(string reason, string by, CancellationToken cancellationToken);

    /// <summary>As <see cref="PauseAsync"/>, and every signal is answered <c>asleep</c>. Open positions stay protected and managed.</summary>
    [Alias("Sleep")]
    Task<FleetView> SleepAsync(string reason, string by, CancellationToken cancellationToken);

    /// <summary>Ends pause, sleep and shutdown; what a shutdown has not finished is given up. Its cooldown stays.</summary>
    [Alias("Wake")]
    Task<FleetView> WakeAsync(string by, CancellationToken cancellationToken);

    /// <summary>
    /// Sleep, then a look at the exchange for every symbol, then, if asked for, every position is closed at market and proven flat. Returns
    /// as soon as sleep is stored; the rest goes on by itself, across restarts. Again: the one under way goes on; flattening is added to it.
    /// </summary>
    /// <param name="flatten">True: positions are closed; false: they stay, protected and managed.</param>
    /// <param name="reason">Why, for the journal; 1 to 200 characters.</param>
    /// <param name="by">Who, for the journal.</param>
    /// <param name="cancellationToken">Cancels the wait, not the shutdown.</param>
    [Alias("Shutdown")]
    Task<FleetView> ShutdownAsync(bool flatten, string reason, string by, CancellationToken cancellationToken);

    /// <summary>Notes in the journal what became of the copy of all states that a shutdown begins with.</summary>
    /// <param name="path">Where it was to be written.</param>
    /// <param name="problem">Why it could not be; null: it was.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [Alias("NoteBackup")]
    Task NoteBackupAsync(string path, string? problem, CancellationToken cancellationToken);
}
