using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>What the account held and owed before a trade sent anything: neither loan nor order (behaviour 12.5, W59).</summary>
/// <param name="At">Time of the reading, by the exchange's clock, UTC.</param>
/// <param name="Base">Base asset.</param>
/// <param name="Quote">Quote asset.</param>
public sealed record Baseline(DateTimeOffset At, Balance Base, Balance Quote);
