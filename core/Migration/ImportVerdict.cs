using Executor.Core.Positions;

namespace Executor.Core.Migration;

/// <summary>May an import be written over what is stored?</summary>
public abstract record ImportVerdict
{
    private ImportVerdict() { }

    /// <summary>Nothing stored would be lost.</summary>
    public sealed record Write : ImportVerdict;

    /// <summary>The same file has been imported before: there is nothing to do.</summary>
    /// <param name="At">When, UTC.</param>
    public sealed record AlreadyDone(DateTimeOffset At) : ImportVerdict;

    /// <summary>Something that must not be lost is stored.</summary>
    /// <param name="Why">What, and what to do.</param>
    public sealed record Refused(string Why) : ImportVerdict;

    /// <summary>Compares what is stored with what was read.</summary>
    /// <param name="stored">The stored state; null: none.</param>
    /// <param name="result">What was read, without refusals.</param>
    public static ImportVerdict Of(PositionState? stored, ImportResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return stored switch
        {
            null => new Write(),
            { Import: { } mark } when mark.Fingerprint == result.Fingerprint => new AlreadyDone(mark.At),
            { Status: not PositionStatus.Flat } when stored.Epoch > 0 || stored.Import is null =>
                new Refused($"{stored.Symbol} has a position here (trade {stored.Trade?.Key}, {stored.Status}). Close it first, or leave the import."),
            { LastClosed: not null } => new Refused(
                $"{stored.Symbol} has traded here (last {stored.LastClosed.Trade.Key}, closed {stored.LastClosed.At:u}): the file is older than what is stored."),
            { Epoch: > 0, Import: { } mark } => new Refused(
                $"{stored.Symbol} was imported at {mark.At:u} from another file and has run since: what came after would be lost."),
            _ => new Write(),
        };
    }
}
