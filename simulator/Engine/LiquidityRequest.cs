using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>One order about to execute.</summary>
/// <param name="Symbol">Traded pair.</param>
/// <param name="OrderId">Id of the order; of one still to be accepted: the id it will get.</param>
/// <param name="Side">Direction of the order.</param>
/// <param name="Price">Price of the execution, quote per base.</param>
/// <param name="Wanted">Base quantity not yet executed, above 0.</param>
/// <param name="IsMaker">True when the order rests and the market comes to it.</param>
/// <param name="At">Time of the execution, UTC.</param>
public readonly record struct LiquidityRequest(
    string Symbol, long OrderId, OrderSide Side, decimal Price, decimal Wanted, bool IsMaker, DateTimeOffset At);
