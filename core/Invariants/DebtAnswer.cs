namespace Executor.Core.Invariants;

/// <summary>What the exchange says about debts after a close.</summary>
internal abstract record DebtAnswer
{
    private DebtAnswer() { }

    /// <summary>Nothing is owed.</summary>
    public sealed record Clear : DebtAnswer;

    /// <summary>Something is owed.</summary>
    /// <param name="Details">Assets and amounts.</param>
    public sealed record Owed(string Details) : DebtAnswer;

    /// <summary>It could not be asked, or what it said cannot be used.</summary>
    public sealed record Unavailable(string Reason) : DebtAnswer;
}
