using System.Collections.Immutable;

namespace Executor.GrainInterfaces;

/// <summary>A position as others may see it.</summary>
[GenerateSerializer, Immutable, Alias("Executor.PositionView")]
public sealed record PositionView
{
    /// <summary>Traded pair.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>Status by name: <c>Flat</c>, <c>Pending</c>, <c>OpenFilled</c>, <c>Open</c>, <c>Closing</c>.</summary>
    [Id(1)] public required string Status { get; init; }

    /// <summary><c>LONG</c> or <c>SHORT</c>; null when flat.</summary>
    [Id(2)] public string? Side { get; init; }

    /// <summary>Key of the trade under way.</summary>
    [Id(3)] public string? TradeKey { get; init; }

    /// <summary>When the trade was opened, UTC.</summary>
    [Id(4)] public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Average entry price; the planned one until something has filled.</summary>
    [Id(5)] public decimal? Entry { get; init; }

    /// <summary>Base quantity still held by the trade.</summary>
    [Id(6)] public decimal OpenQuantity { get; init; }

    /// <summary>Present stop level.</summary>
    [Id(7)] public decimal? Stop { get; init; }

    /// <summary>Why the stop is there: <c>Initial</c>, <c>BreakEven</c>, <c>Trail</c>.</summary>
    [Id(8)] public string? StopCause { get; init; }

    /// <summary>Targets that have not filled, nearest first.</summary>
    [Id(9)] public ImmutableArray<decimal> Targets { get; init; } = [];

    /// <summary>Quantity under live stops over open quantity, 0 to 1; 1 when nothing is open.</summary>
    [Id(10)] public decimal Coverage { get; init; }

    /// <summary>Open profit in multiples of the risk at the last price; null when unknown.</summary>
    [Id(11)] public decimal? R { get; init; }

    /// <summary>Requests whose outcome is not known.</summary>
    [Id(12)] public int UnknownIntents { get; init; }

    /// <summary>Why the last trade closed; null before the first.</summary>
    [Id(13)] public string? LastCloseReason { get; init; }

    /// <summary>Result of the last trade in quote; null before the first.</summary>
    [Id(14)] public decimal? LastProfit { get; init; }

    /// <summary>No entry before this time; null: none.</summary>
    [Id(15)] public DateTimeOffset? CooldownUntil { get; init; }

    /// <summary>Activation number that owns the position.</summary>
    [Id(16)] public long Epoch { get; init; }

    /// <summary>Orders that rest on the exchange.</summary>
    [Id(17)] public ImmutableArray<WorkingOrderView> Orders { get; init; } = [];

    /// <summary>Newest journal events, oldest first.</summary>
    [Id(18)] public ImmutableArray<JournalEventView> Journal { get; init; } = [];

    /// <summary>Why the symbol opens nothing until it is released: <c>Paused</c>, <c>Quarantined</c>, <c>Halted</c>; null: it trades.</summary>
    [Id(19)] public string? Hold { get; init; }

    /// <summary>Reason and numbers of <see cref="Hold"/>.</summary>
    [Id(20)] public string? HoldDetail { get; init; }

    /// <summary>Asset that the trade owes; null: nothing.</summary>
    [Id(21)] public string? DebtAsset { get; init; }

    /// <summary>What the trade owes at the last look, interest included.</summary>
    [Id(22)] public decimal Debt { get; init; }
}

/// <summary>An order that rests on the exchange.</summary>
[GenerateSerializer, Immutable, Alias("Executor.WorkingOrderView")]
public sealed record WorkingOrderView
{
    /// <summary>Part of the position: <c>Entry</c>, <c>Target1</c>, <c>Target2</c>, <c>Runner</c>.</summary>
    [Id(0)] public required string Slot { get; init; }

    /// <summary>Purpose: <c>Entry</c>, <c>Target</c>, <c>Stop</c>, <c>Exit</c>.</summary>
    [Id(1)] public required string Role { get; init; }

    /// <summary>Client order id.</summary>
    [Id(2)] public required string ClientOrderId { get; init; }

    /// <summary>The exchange's id.</summary>
    [Id(3)] public required long OrderId { get; init; }

    /// <summary>Base quantity that can still execute.</summary>
    [Id(4)] public required decimal Quantity { get; init; }

    /// <summary>Limit price; null where the type has none.</summary>
    [Id(5)] public decimal? Price { get; init; }

    /// <summary>Trigger price; null where the type has none.</summary>
    [Id(6)] public decimal? StopPrice { get; init; }
}

/// <summary>One journal event.</summary>
[GenerateSerializer, Immutable, Alias("Executor.JournalEventView")]
public sealed record JournalEventView
{
    /// <summary>Running number within the symbol.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>When, UTC.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>Stable name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Level by name: <c>Info</c>, <c>Warning</c>, <c>Alarm</c>.</summary>
    [Id(3)] public required string Level { get; init; }

    /// <summary>Trade it belongs to.</summary>
    [Id(4)] public string? TradeKey { get; init; }

    /// <summary>The rule and the numbers it saw.</summary>
    [Id(5)] public required string Reason { get; init; }

    /// <summary>Figures, in order.</summary>
    [Id(6)] public ImmutableArray<JournalFieldView> Fields { get; init; } = [];
}

/// <summary>One named figure of an event.</summary>
[GenerateSerializer, Immutable, Alias("Executor.JournalFieldView")]
public sealed record JournalFieldView
{
    /// <summary>Name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Text with the exact digits.</summary>
    [Id(1)] public required string Value { get; init; }
}
