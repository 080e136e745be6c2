using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>A book that holds only a share of what is asked for.</summary>
internal sealed class Share(decimal fraction) : ILiquidity
{
    public decimal Fraction { get; set; } = fraction;

    public decimal Available(in LiquidityRequest request) => request.Wanted * Fraction;
}
