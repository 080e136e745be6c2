using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Tests.Engine.Margin;

/// <summary>Gives the listed faults, one an attempt, then none.</summary>
internal sealed class ScriptedLoans(params LoanFault[] faults) : ILoanFaults
{
    private int _next;

    public LoanFault Next(in LoanAttempt attempt) => _next < faults.Length ? faults[_next++] : LoanFault.None;
}
