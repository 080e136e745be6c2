namespace Executor.Silo.Live.Validation;

/// <summary>How one check ended; the gravest last.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>It works, and somebody should know.</summary>
    Warn,

    /// <summary>Trading so would fail or be unsafe.</summary>
    Fail,
}

/// <summary>What one check has found.</summary>
/// <param name="Check">What was checked, in a few words.</param>
/// <param name="Symbol">The symbol it concerns alone; null: it concerns everything.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Text">What was found, with its figures; never a secret.</param>
/// <param name="Advice">What to do about it; empty when nothing is.</param>
/// <param name="IsNotRead">True when the exchange did not tell what would be checked: nothing is known against it either.</param>
internal sealed record Finding(string Check, string? Symbol, Verdict Verdict, string Text, string Advice = "", bool IsNotRead = false);
