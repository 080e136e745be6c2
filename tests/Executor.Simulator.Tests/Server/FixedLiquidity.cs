using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Server;

/// <summary>The same quantity for every execution.</summary>
internal sealed class FixedLiquidity(decimal quantity) : ILiquidity
{
    public decimal Available(in LiquidityRequest request) => quantity;
}
