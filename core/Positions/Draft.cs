using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Market;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>The state while one step is being worked out, and the events it has produced. Lives for one call only.</summary>
internal sealed class Draft(PositionState state, PositionContext context)
{
    private readonly ImmutableArray<JournalEvent>.Builder _events = ImmutableArray.CreateBuilder<JournalEvent>();

    public PositionState State { get; set; } = state;

    public PositionContext Context { get; } = context;

    public DateTimeOffset Now => Context.Now;

    public SymbolSettings Settings => Context.Settings;

    /// <summary>What the exchange allows on the account that the symbol is traded on.</summary>
    public SymbolRules Rules { get; } = context.Rules.For(context.Settings.Account);

    /// <summary>The best prices, if they are known and not too old to act on.</summary>
    public Quote? Quote => Context.Market.Quote is { } quote && Now - quote.At <= Settings.QuoteMaxAge ? quote : null;

    public Trade Trade
    {
        get => State.Trade ?? throw new InvalidOperationException("There is no trade under way.");
        set => State = State with { Trade = value };
    }

    public ImmutableArray<JournalEvent> Events => _events.ToImmutable();

    public void Note(string name, string reason, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        Add(JournalLevel.Info, name, reason, fields);

    public void Warn(string name, string reason, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        Add(JournalLevel.Warning, name, reason, fields);

    public void Alarm(string name, string reason, params ReadOnlySpan<(string Name, object? Value)> fields) =>
        Add(JournalLevel.Alarm, name, reason, fields);

    public SlotRecord Slot(Slot slot) => Trade.Slots.FirstOrDefault(record => record.Slot == slot) ?? new SlotRecord { Slot = slot };

    public void SetSlot(SlotRecord record) =>
        Trade = Trade with { Slots = [.. Trade.Slots.Where(other => other.Slot != record.Slot), record] };

    public void SetLeg(Leg leg) => Trade = Trade with { Legs = [.. Trade.Legs.Select(other => other.Slot == leg.Slot ? leg : other)] };

    public void SetOrder(TrackedOrder order) =>
        Trade = Trade with { Orders = [.. Trade.Orders.Select(other => other.OrderId == order.OrderId ? order : other)] };

    public bool HasIntent(Slot slot) => State.Intents.Any(intent => intent.Slot == slot);

    public void SetIntent(Intent intent) =>
        State = State with { Intents = [.. State.Intents.Select(other => other.Id == intent.Id ? intent : other)] };

    /// <summary>Removes an intent whose outcome is settled. One proven absent keeps its number, so that its repetition carries the same id.</summary>
    public void Settle(Intent intent, bool reachedTheExchange)
    {
        State = State with { Intents = [.. State.Intents.Where(other => other.Id != intent.Id)] };
        if (reachedTheExchange && State.Trade is not null)
        {
            // The exits of a bracket bear names of their own slot.
            Slot[] slots = intent.Command is ExchangeCommand.PlaceOto ? [intent.Slot, Positions.Slot.Target2] : [intent.Slot];
            foreach (var record in slots.Select(Slot))
            {
                SetSlot(record with { Revision = record.Revision + 1 });
            }
        }
    }

    /// <summary>Asks for a look at the exchange, at the latest at <paramref name="at"/>.</summary>
    public void InspectBy(DateTimeOffset at)
    {
        if (State.InspectAt is not { } planned || at < planned)
        {
            State = State with { InspectAt = at };
        }
    }

    /// <summary>Counts a refusal and backs off.</summary>
    public SlotRecord Refused(Slot slot, TimeSpan pause)
    {
        var record = Slot(slot);
        record = record with { Refusals = record.Refusals + 1, FirstRefusalAt = record.FirstRefusalAt ?? Now, RetryAt = Now + pause };
        SetSlot(record);
        return record;
    }

    /// <summary>Forgets the refusals of <paramref name="slot"/>.</summary>
    public void Accepted(Slot slot) => SetSlot(Slot(slot) with { Refusals = 0, FirstRefusalAt = null, RetryAt = null });

    public bool IsBackingOff(Slot slot) => Slot(slot).RetryAt is { } retryAt && Now < retryAt;

    private void Add(JournalLevel level, string name, string reason, ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var list = ImmutableArray.CreateBuilder<JournalField>(fields.Length);
        foreach (var (fieldName, value) in fields)
        {
            if (value is not null)
            {
                list.Add(new JournalField(fieldName, Text(value)));
            }
        }

        var entry = new JournalEvent
        {
            Sequence = State.JournalSequence + 1,
            At = Now,
            Name = name,
            TradeKey = State.Trade?.Key,
            Level = level,
            Reason = reason,
            Fields = list.ToImmutable(),
        };
        _events.Add(entry);
        var kept = State.Journal.Length < PositionState.JournalDepth ? State.Journal : State.Journal[1..];
        State = State with { JournalSequence = entry.Sequence, Journal = kept.Add(entry) };
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
