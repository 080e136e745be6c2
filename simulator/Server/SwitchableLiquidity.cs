using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Server;

/// <summary>Liquidity that the market source may replace while the engine runs.</summary>
public sealed class SwitchableLiquidity : ILiquidity
{
    /// <summary>Who decides at present.</summary>
    public ILiquidity Current { get; set; } = UnlimitedLiquidity.Instance;

    /// <inheritdoc/>
    public decimal Available(in LiquidityRequest request) => Current.Available(request);
}

/// <summary>Loan faults that can be switched while the engine runs.</summary>
public sealed class SwitchableLoanFaults : ILoanFaults
{
    /// <summary>Who decides at present.</summary>
    public ILoanFaults Current { get; set; } = NoLoanFaults.Instance;

    /// <inheritdoc/>
    public LoanFault Next(in LoanAttempt attempt) => Current.Next(attempt);
}
