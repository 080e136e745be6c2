namespace Executor.Simulator.Engine.Margin;

/// <summary>Interest that was charged once. Amounts are in the asset.</summary>
/// <param name="Number">Number among all charges, from 1.</param>
/// <param name="Asset">Asset in capitals.</param>
/// <param name="Principal">What it was charged for.</param>
/// <param name="Amount">What was charged.</param>
/// <param name="Rate">Rate of an hour, a fraction.</param>
/// <param name="IsOnBorrow">True for the first hour of a loan.</param>
/// <param name="At">When, UTC.</param>
public sealed record InterestCharge(
    long Number, string Asset, decimal Principal, decimal Amount, decimal Rate, bool IsOnBorrow, DateTimeOffset At);
