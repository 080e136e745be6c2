namespace Executor.Core.Migration;

/// <summary>What became of a field of the original's state file.</summary>
public enum FieldOutcome
{
    /// <summary>Not needed here; the note says why.</summary>
    Ignored,

    /// <summary>Taken over as it is.</summary>
    Used,

    /// <summary>Taken over as something else; the note says as what and why.</summary>
    Changed,

    /// <summary>Not a field that the original writes: nothing was done with it.</summary>
    Unknown,

    /// <summary>Cannot be taken over, and nothing is; the note says what to do.</summary>
    Refused,
}

/// <summary>One field of the file, or a whole branch of it, and what became of it.</summary>
/// <param name="Path">Place in the file, names joined by dots; <c>$</c> for the file itself.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Value">What stands there, cut to a readable length; empty for a branch and for a field that is missing.</param>
/// <param name="Note">How, why, or what to do; empty when it was simply used.</param>
public sealed record ImportedField(string Path, FieldOutcome Outcome, string Value, string Note);
