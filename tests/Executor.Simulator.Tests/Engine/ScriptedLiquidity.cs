using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

/// <summary>Gives the listed quantities, one a touch, then nothing.</summary>
internal sealed class ScriptedLiquidity(params decimal[] quantities) : ILiquidity
{
    private int _next;

    public List<LiquidityRequest> Requests { get; } = [];

    public decimal Available(in LiquidityRequest request)
    {
        Requests.Add(request);
        return _next < quantities.Length ? quantities[_next++] : 0m;
    }
}
