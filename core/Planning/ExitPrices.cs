namespace Executor.Core.Planning;

/// <summary>The four prices that an exit plan needs, traded quote; null where one is missing.</summary>
/// <param name="Entry">Entry price.</param>
/// <param name="Stop">Stop trigger.</param>
/// <param name="Target1">First target.</param>
/// <param name="Target2">Second target.</param>
public readonly record struct ExitPrices(decimal? Entry, decimal? Stop, decimal? Target1, decimal? Target2);
