namespace Executor.Simulator.Engine.Margin;

/// <summary>On what terms the exchange lends one asset. Amounts are in the asset.</summary>
public sealed record LoanTerms
{
    /// <summary>Interest of one hour as a fraction of the principal; 0 or more, below 1. Charged at the loan and at every full hour after it.</summary>
    public decimal HourlyRate { get; init; } = 0.000007m;

    /// <summary>Least amount of a loan that is asked for; 0: any. Loans that orders take are not bound by it.</summary>
    public decimal MinBorrow { get; init; }

    /// <summary>Least amount of a repayment that leaves a debt; 0: any.</summary>
    public decimal MinRepay { get; init; }

    /// <summary>Most principal one account may owe; null: only the margin level limits it.</summary>
    public decimal? MaxBorrow { get; init; }

    /// <summary>What the exchange has to lend to all accounts together; null: without end.</summary>
    public decimal? Inventory { get; init; }

    /// <summary>A repayment must leave nothing or at least this much debt; 0: any.</summary>
    public decimal SmallestDebt { get; init; }

    internal void Validate(string asset)
    {
        if (HourlyRate is < 0m or >= 1m)
            throw new ArgumentOutOfRangeException($"{asset}.{nameof(HourlyRate)}", HourlyRate, "The rate must be 0 or more and below 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(MinBorrow);
        ArgumentOutOfRangeException.ThrowIfNegative(MinRepay);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxBorrow ?? 0m, nameof(MaxBorrow));
        ArgumentOutOfRangeException.ThrowIfNegative(Inventory ?? 0m, nameof(Inventory));
        ArgumentOutOfRangeException.ThrowIfNegative(SmallestDebt);
    }
}
