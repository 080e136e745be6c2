namespace Executor.Simulator.Engine;

/// <summary>Every order executes whole at its first touch.</summary>
public sealed class UnlimitedLiquidity : ILiquidity
{
    /// <summary>The only instance; it has no state.</summary>
    public static readonly UnlimitedLiquidity Instance = new();

    private UnlimitedLiquidity() { }

    /// <inheritdoc/>
    public decimal Available(in LiquidityRequest request) => request.Wanted;
}
