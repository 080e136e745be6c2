namespace Executor.Simulator.Engine;

/// <summary>Decides how much of an order finds a counterpart; this is where partial fills come from.</summary>
public interface ILiquidity
{
    /// <summary>
    /// Base quantity that may execute now. The engine clamps the answer to 0..<see cref="LiquidityRequest.Wanted"/> and floors it to the
    /// symbol's lot step, unless everything may execute.
    /// </summary>
    decimal Available(in LiquidityRequest request);
}
