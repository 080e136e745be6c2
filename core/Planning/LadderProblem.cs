namespace Executor.Core.Planning;

/// <summary>A rule of the exchange that an order of the plan would break.</summary>
/// <param name="Filter">Name of the filter, as Binance writes it; <c>PRICE_RELATION</c> for the order of stop, entry and targets.</param>
/// <param name="What">Which order and which of its figures, in words.</param>
/// <param name="Value">The figure.</param>
/// <param name="Rule">The rule it breaks, with its numbers.</param>
public sealed record LadderProblem(string Filter, string What, decimal Value, string Rule);
