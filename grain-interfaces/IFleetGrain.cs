using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Executor.GrainInterfaces;

/// <summary>Knows the symbols, wakes positions that nobody owns, and says whether entries are allowed at all. Key: 0.</summary>
/// <remarks>The version rises with each change of what a silo asks: during an update the first new silo that asks has the fleet moved to a new one.</remarks>
[Alias("Executor.IFleetGrain")]
[Version(1)]
public interface IFleetGrain : IGrainWithIntegerKey
{
    /// <summary>Sets the symbols that silos are configured with; what was changed at run time stays so. Those that left are swept until they are flat.</summary>
    [Alias("SetRoster")]
    Task<ImmutableArray<RosterSymbol>> SetRosterAsync(ImmutableArray<string> symbols, CancellationToken cancellationToken);

    /// <summary>Trades a symbol from now on, whether silos are configured with it or not. One that is traded changes nothing.</summary>
    /// <param name="symbol">The symbol, in capitals; whoever calls has made sure that it can be traded.</param>
    /// <param name="reason">Why, for the journal; 1 to 200 characters.</param>
    /// <param name="by">Who, for the journal.</param>
    /// <param name="cancellationToken">Cancels the wait, not the change.</param>
    [Alias("AddSymbol")]
    Task<ImmutableArray<RosterSymbol>> AddSymbolAsync(string symbol, string reason, string by, CancellationToken cancellationToken);

    /// <summary>Enters nothing of a symbol any more; its position is managed until it is flat. One that is not traded changes nothing.</summary>
    /// <param name="symbol">The symbol, in capitals.</param>
    /// <param name="reason">Why, for the journal; 1 to 200 characters.</param>
    /// <param name="by">Who, for the journal.</param>
    /// <param name="cancellationToken">Cancels the wait, not the change.</param>
    [Alias("RemoveSymbol")]
    Task<ImmutableArray<RosterSymbol>> RemoveSymbolAsync(string symbol, string reason, string by, CancellationToken cancellationToken);

    /// <summary>Every symbol that the fleet knows: the traded ones in order, those that leave, those that were taken out.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetSymbols")]
    Task<ImmutableArray<RosterSymbol>> GetSymbolsAsync(CancellationToken cancellationToken);

    /// <summary>Calls every position of the roster, and of those that leave it; a symbol that fails is reported and does not stop the others.</summary>
    [Alias("Sweep")]
    Task<ImmutableArray<SweepResult>> SweepAsync(CancellationToken cancellationToken);

    /// <summary>The mode as stored.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetMode")]
    Task<FleetModeView> GetModeAsync(CancellationToken cancellationToken);

    /// <summary>The mode, and whether the symbol is traded, as stored; asked before every entry.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetGate")]
    Task<FleetGateView> GetGateAsync(string symbol, CancellationToken cancellationToken);

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
