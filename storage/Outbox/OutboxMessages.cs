using System.Collections.Immutable;

namespace Executor.Storage.Outbox;

/// <summary>A message that is to be sent.</summary>
/// <param name="Id">Unique for good; the same id is the same message.</param>
/// <param name="Stream">Messages of one stream are sent in order, those of different streams side by side.</param>
/// <param name="Sequence">Number within the stream; the same number and time is the same message.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Event">Name, for people.</param>
/// <param name="Body">What is sent.</param>
public sealed record OutboxDraft(string Id, string Stream, long Sequence, DateTimeOffset At, string Event, string Body);

/// <summary>A message in the outbox.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Event">Name, for people.</param>
/// <param name="Body">What is sent.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Attempts">How often it was sent in vain.</param>
/// <param name="DueAt">Not sent before, UTC; nothing is due while it is dead.</param>
/// <param name="IsDead">True when it was given up: only a person lets it be sent again.</param>
/// <param name="Problem">What the last attempt met; null before the first.</param>
public sealed record OutboxMessage(
    string Id, string Stream, string Event, string Body, DateTimeOffset At, int Attempts, DateTimeOffset DueAt, bool IsDead, string? Problem);

/// <summary>What became of messages that were put in.</summary>
/// <param name="Added">How many were new.</param>
/// <param name="Dropped">How many older ones had to go because the outbox is full, dead ones first.</param>
public readonly record struct OutboxIntake(int Added, int Dropped);

/// <summary>How full the outbox is.</summary>
/// <param name="Waiting">Messages that are to be sent.</param>
/// <param name="Dead">Messages that were given up.</param>
/// <param name="Oldest">When the oldest waiting one happened, UTC; null: none waits.</param>
/// <param name="Messages">The dead ones first, then those that wait, oldest first; not more than was asked for.</param>
public sealed record OutboxStatus(long Waiting, long Dead, DateTimeOffset? Oldest, ImmutableArray<OutboxMessage> Messages);
