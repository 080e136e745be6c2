namespace Executor.Exchange.Streams.Market;

/// <summary>One who follows a symbol.</summary>
/// <param name="Mailbox">What it reads.</param>
/// <param name="Minutes">Brings it closed minutes; null when it wants none.</param>
internal sealed record Follower(MarketMailbox Mailbox, MinuteChain? Minutes);
