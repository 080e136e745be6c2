using System.Collections.Immutable;
using Executor.Core.Positions;
using Executor.Core.Signals;

namespace Executor.Core.Migration;

/// <summary>What an import would write, and what became of every field of the file.</summary>
public sealed record ImportResult
{
    /// <summary>Traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The position as it is to be stored; null when anything was refused.</summary>
    public required PositionState? State { get; init; }

    /// <summary>The signals that count as seen; null when anything was refused.</summary>
    public required SignalMemory? Signals { get; init; }

    /// <summary>Every field of the file, and fields that are missing and needed, in the order of the file.</summary>
    public required ImmutableArray<ImportedField> Fields { get; init; }

    /// <summary>Fields taken over as they are.</summary>
    public ImmutableArray<ImportedField> Used => With(FieldOutcome.Used);

    /// <summary>Fields taken over as something else.</summary>
    public ImmutableArray<ImportedField> Changed => With(FieldOutcome.Changed);

    /// <summary>Fields that stop the import; when there are any, nothing is to be written.</summary>
    public ImmutableArray<ImportedField> Refused => With(FieldOutcome.Refused);

    /// <summary>Fields that are not needed here.</summary>
    public ImmutableArray<ImportedField> Ignored => With(FieldOutcome.Ignored);

    /// <summary>Fields that the original does not write.</summary>
    public ImmutableArray<ImportedField> Unknown => With(FieldOutcome.Unknown);

    private ImmutableArray<ImportedField> With(FieldOutcome outcome) => [.. Fields.Where(field => field.Outcome == outcome)];
}
