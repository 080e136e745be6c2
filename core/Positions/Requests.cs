using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;

namespace Executor.Core.Positions;

/// <summary>Names the one request that should leave now, and stores it as an intent. The entry first, then the exits, a look when nothing else is due.</summary>
internal static class Requests
{
    /// <summary>Spacing of looks while something is in doubt.</summary>
    public static readonly TimeSpan DoubtSpacing = TimeSpan.FromSeconds(2);

    /// <summary>Purpose of the order that buys what a repayment lacks.</summary>
    private const string DebtPurpose = "DEBT";

    /// <summary>Executions are asked for from this long before the trade: the exchange's clock may lag behind ours, and order ids tell what is old.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(5);

    /// <summary>The next request; null: nothing is to be sent.</summary>
    public static ExchangeRequest? Next(Draft draft)
    {
        if (draft.State.Trade is null)
        {
            return null;
        }

        // After a take-over nothing is sent before the exchange has been looked at.
        if (draft.State.IsLookFirst)
        {
            return Look(draft);
        }

        if (Holds.AreHandsOff(draft))
        {
            return Look(draft);
        }

        return Missing(draft) ?? Loan(draft) ?? Entry(draft) ?? Exits(draft) ?? Look(draft);
    }

    /// <summary>True while orders and balances alone do not tell what has been executed.</summary>
    public static bool AreExecutionsInDoubt(PositionState state, Trade trade) =>
        !state.Intents.IsEmpty
        || !trade.Unexplained.IsEmpty
        || !Holdings.AreFillsComplete(trade)
        || trade.ExchangeCanceledAt is not null
        || trade.Orders.Any(order => order.MissingSince is not null);

    /// <summary>The exits of the trade as the reconciler sees them.</summary>
    public static ReconcilerLimits Limits(Draft draft)
    {
        var unknown = draft.State.Intents
            .Where(intent => intent.Slot is not (Slot.Entry or Slot.Loan))
            .Sum(intent => OrderRecords.NewOrders(intent.Command).Select(order => order.Quantity).DefaultIfEmpty().Max());
        Slot[] slots = [Slot.Target1, Slot.Target2, Slot.Runner];

        // Whether the bracket holds the quantity or not is about to be seen.
        var isArming = EntryLists.IsArming(draft.Trade) || draft.State.Intents.Any(intent => intent.Command is ExchangeCommand.PlaceOto);
        return new ReconcilerLimits(
            Holdings.Open(draft.Trade, draft.Rules) - unknown,
            draft.Rules,
            [.. slots.Where(slot => isArming || draft.HasIntent(slot) || (draft.IsBackingOff(slot) && !LeavePauses.WantsStop(draft, slot)) || StopClock.IsExecuting(draft, slot))],
            [.. slots.Where(slot => draft.Slot(slot).AmendRefused)]);
    }

    /// <summary>An order that no look shows any more is cancelled before it counts as gone: the answer tells whether it lives.</summary>
    private static ExchangeRequest? Missing(Draft draft)
    {
        var order = draft.Trade.Orders.FirstOrDefault(order =>
            order.IsLive && !order.IsCancelRefused && draft.Now - order.MissingSince >= draft.Settings.UnknownMinAge
            && !draft.HasIntent(order.Slot) && !draft.IsBackingOff(order.Slot));
        return order is null ? null : Store(draft, order.Slot, new ExchangeCommand.Cancel(draft.State.Symbol, order.Reference));
    }

    private static ExchangeRequest? Entry(Draft draft)
    {
        var trade = draft.Trade;
        if (draft.HasIntent(Slot.Entry) || draft.IsBackingOff(Slot.Entry))
        {
            return null;
        }

        // Asked again where the entry leaves: what was allowed when the signal came may have been forbidden since.
        if (trade.Entry != EntryPhase.Cancelling && (!draft.Rules.IsTrading || Holds.WhyEntriesAreOff(draft) is not null))
        {
            return null;
        }

        var live = EntryRules.Live(trade);
        var plan = trade.Plan;
        switch (trade.Entry)
        {
            case EntryPhase.Limit when EntryRules.Last(trade) is null:
                var entry = new NewOrder
                {
                    ClientOrderId = Id(draft, "EN", Slot.Entry),
                    Side = plan.Side.EntrySide(),
                    Type = OrderType.Limit,
                    Quantity = plan.Quantity,
                    Price = plan.Entry,
                };
                return Store(draft, Slot.Entry, trade.EntryList == EntryList.None
                    ? new ExchangeCommand.Place(draft.State.Symbol, entry)
                    : new ExchangeCommand.PlaceOto(draft.State.Symbol, Bracket(draft, entry)));
            case EntryPhase.Cancelling when live is not null:
                return Store(draft, Slot.Entry, new ExchangeCommand.Cancel(draft.State.Symbol, live.Reference));
            case EntryPhase.Done when live is not null: // a rest that the original left behind
                return Store(draft, Slot.Entry, new ExchangeCommand.Cancel(draft.State.Symbol, live.Reference));
            case EntryPhase.Market when EntryRules.LastMarket(trade) is null:
                return Store(draft, Slot.Entry, new ExchangeCommand.Place(draft.State.Symbol, new NewOrder
                {
                    ClientOrderId = Id(draft, "EN_MKT", Slot.Entry),
                    Side = plan.Side.EntrySide(),
                    Type = OrderType.Market,
                    Quantity = plan.Quantity,
                }));
            case EntryPhase.Preparing or EntryPhase.Borrowing or EntryPhase.Limit or EntryPhase.Cancelling or EntryPhase.Market or EntryPhase.Done:
                return null;
        }

        return null;
    }

    /// <summary>The loan before the entry, the repayment after the close, and the order that buys what the repayment lacks.</summary>
    private static ExchangeRequest? Loan(Draft draft)
    {
        var (trade, symbol) = (draft.Trade, draft.State.Symbol);
        if (draft.HasIntent(Slot.Loan) || draft.IsBackingOff(Slot.Loan))
        {
            return null;
        }

        return trade switch
        {
            { Entry: EntryPhase.Borrowing, ToBorrow: > 0m and var amount } =>
                Store(draft, Slot.Loan, new ExchangeCommand.Borrow(symbol, Loans.AssetOf(draft), amount)),
            { Settlement: { IsDone: false, ToRepay: > 0m and var amount } } =>
                Store(draft, Slot.Loan, new ExchangeCommand.Repay(symbol, Loans.AssetOf(draft), amount)),
            { Settlement: { IsDone: false, ToBuy: > 0m and var quantity } } => Store(draft, Slot.Loan, new ExchangeCommand.Place(symbol, new NewOrder
            {
                ClientOrderId = Id(draft, DebtPurpose, Slot.Loan),
                Side = OrderSide.Buy,
                Type = OrderType.Market,
                Quantity = MarketQuantity(quantity, draft.Rules),
            })),
            _ => null,
        };
    }

    private static ExchangeRequest? Exits(Draft draft)
    {
        if (!draft.Rules.IsTrading)
        {
            return null; // nothing could take the place of what would be cancelled
        }

        var desired = ExitPlan.Desired(draft.Trade, draft.Settings, draft.Rules);
        return Reconciler.Next(desired, WorkingExit.Of(draft.Trade), Limits(draft)) switch
        {
            null => null,
            ExitStep.Place { Exit.Shape: ExitShape.Oco } step => Store(draft, step.Slot, new ExchangeCommand.PlaceOco(draft.State.Symbol, Oco(draft, step.Exit))),
            ExitStep.Place step => Store(draft, step.Slot, new ExchangeCommand.Place(draft.State.Symbol, Single(draft, step.Exit))),
            ExitStep.Replace step => Store(
                draft, step.Slot, new ExchangeCommand.Replace(draft.State.Symbol, step.Working.Reference, Single(draft, step.Exit))),
            ExitStep.Shrink step => Store(
                draft, step.Slot, new ExchangeCommand.Amend(draft.State.Symbol, step.Working.Reference, Executed(draft, step.Working) + step.NewQuantity)),
            ExitStep.Cancel step => Store(draft, step.Slot, new ExchangeCommand.Cancel(draft.State.Symbol, step.Working.Reference)),
            var step => throw new System.Diagnostics.UnreachableException($"{step.GetType().Name} is not a step."),
        };
    }

    /// <summary>An amendment names the whole quantity, what has executed included.</summary>
    private static decimal Executed(Draft draft, WorkingExit unit) =>
        draft.Trade.Orders.Where(order => order.OrderId == unit.Reference.OrderId).Sum(order => order.ExecutedQuantity);

    private static NewOrder Single(Draft draft, DesiredExit exit)
    {
        var side = draft.Trade.Plan.Side.ExitSide();
        return exit.Shape switch
        {
            ExitShape.Stop => StopOrder(draft, exit, side),
            ExitShape.Take => new NewOrder
            {
                ClientOrderId = Id(draft, $"TP{Number(exit.Slot)}", exit.Slot),
                Side = side,
                Type = OrderType.Limit,
                TimeInForce = TimeInForce.ImmediateOrCancel,
                Quantity = exit.Quantity,
                Price = exit.Target,
            },
            ExitShape.Market => new NewOrder
            {
                ClientOrderId = Id(draft, $"OUT{Number(exit.Slot)}", exit.Slot),
                Side = side,
                Type = OrderType.Market,
                Quantity = MarketQuantity(exit.Quantity, draft.Rules),
            },
            ExitShape.Oco => throw new InvalidOperationException("A list is not a single order."),
        };
    }

    private static NewOco Oco(Draft draft, DesiredExit exit)
    {
        var side = draft.Trade.Plan.Side.ExitSide();
        var stop = StopOrder(draft, exit, side);
        var target = new NewOrder
        {
            ClientOrderId = Id(draft, $"TP{Number(exit.Slot)}", exit.Slot),
            Side = side,
            Type = OrderType.LimitMaker,
            Quantity = exit.Quantity,
            Price = exit.Target,
        };
        var list = Id(draft, $"OCO{Number(exit.Slot)}", exit.Slot);
        return side == OrderSide.Sell ? new NewOco(list, target, stop) : new NewOco(list, stop, target);
    }

    /// <summary>The entry with stop and second target for all of it, in the slot of that target: the reconciler gives the other legs their share.</summary>
    private static NewOto Bracket(Draft draft, NewOrder entry)
    {
        var plan = draft.Trade.Plan;
        var exits = Oco(draft, ExitPlan.Whole(plan, EntryLists.PendingQuantity(plan, draft.Rules), draft.Settings, draft.Rules));
        return new NewOto(Id(draft, "OTO", Slot.Entry), entry, [exits.Above, exits.Below], draft.Trade.EntryList == EntryList.Opoco);
    }

    private static NewOrder StopOrder(Draft draft, DesiredExit exit, OrderSide side) => new()
    {
        ClientOrderId = Id(draft, exit.Slot == Slot.Runner ? "SL" : $"SL{Number(exit.Slot)}", exit.Slot),
        Side = side,
        Type = exit.StopLimit is null ? OrderType.StopLoss : OrderType.StopLossLimit,
        Quantity = exit.Quantity,
        Price = exit.StopLimit,
        StopPrice = exit.StopPrice,
    };

    /// <summary>A market order above MARKET_LOT_SIZE leaves in parts.</summary>
    private static decimal MarketQuantity(decimal quantity, SymbolRules rules) =>
        rules.MarketMaxQuantity > 0m ? Math.Min(quantity, Steps.FloorTo(rules.MarketMaxQuantity, rules.LotStep)) : quantity;

    private static int Number(Slot slot) => slot switch
    {
        Slot.Target1 => 1,
        Slot.Target2 => 2,
        Slot.Runner => 3,
        Slot.Entry or Slot.Loan => throw new InvalidOperationException($"{slot} is no exit."),
    };

    /// <summary>Derived from trade, purpose, revision and owner: the same decision gives the same id, another owner is visible on the exchange.</summary>
    private static string Id(Draft draft, string purpose, Slot slot)
    {
        var suffix = ClientOrderIds.Suffix(draft.Trade.Key, draft.State.Symbol, draft.Trade.Plan.Side);
        return ClientOrderIds.Order(purpose, suffix, draft.Slot(slot).Revision, draft.State.Epoch);
    }

    /// <summary>The slot of an order of ours, read from the purpose in its client order id.</summary>
    public static Slot SlotOf(string clientOrderId)
    {
        var purpose = clientOrderId.Split('_')[1];
        return purpose switch
        {
            "EN" => Slot.Entry,
            "SL" => Slot.Runner,
            "TP" => Slot.Target1, // EX_TP_WD_: the original's watchdog takes the first target
            DebtPurpose => Slot.Loan,
            _ => purpose[^1] switch { '1' => Slot.Target1, '2' => Slot.Target2, _ => Slot.Runner },
        };
    }

    private static ExchangeRequest Store(Draft draft, Slot slot, ExchangeCommand command)
    {
        command = Dressed(draft, slot, command);

        // A repetition of an absent request is told by its id: it carries the one of the request that never arrived.
        var intent = new Intent { Id = draft.State.LastIntentId + 1, Slot = slot, Command = command, At = draft.Now };
        draft.State = draft.State with { LastIntentId = intent.Id, Intents = draft.State.Intents.Add(intent) };
        return new ExchangeRequest(intent.Id, command);
    }

    /// <summary>Names the wallet, and in automatic mode what the exchange does about debts. Only the entry may borrow and only exits repay: an exit
    /// that could borrow would sell what is not held.</summary>
    private static ExchangeCommand Dressed(Draft draft, Slot slot, ExchangeCommand command)
    {
        command = command with { Account = draft.Settings.Account };
        if (!Loans.AreAutomatic(draft) || slot == Slot.Loan)
        {
            return command;
        }

        return command switch
        {
            ExchangeCommand.Place place => place with { Order = Dressed(place.Order) },
            ExchangeCommand.PlaceOco list => list with { Oco = list.Oco with { Above = Dressed(list.Oco.Above), Below = Dressed(list.Oco.Below) } },
            ExchangeCommand.Replace replace => replace with { Order = Dressed(replace.Order) },
            _ => command,
        };

        NewOrder Dressed(NewOrder order)
        {
            var effect = (slot == Slot.Entry, draft.Settings.SideEffect) switch
            {
                (true, SideEffect.Borrow or SideEffect.BorrowAndRepay) => SideEffect.Borrow,
                (false, SideEffect.Repay or SideEffect.BorrowAndRepay) => SideEffect.Repay,
                (_, SideEffect.None or SideEffect.Borrow or SideEffect.Repay or SideEffect.BorrowAndRepay) => SideEffect.None,
            };
            return order with { SideEffect = effect, AutoRepayAtCancel = effect == SideEffect.Borrow && draft.Settings.AutoRepayAtCancel };
        }
    }

    private static ExchangeRequest? Look(Draft draft)
    {
        if (draft.State.InspectAt is not { } due || draft.Now < due)
        {
            return null;
        }

        var trade = draft.Trade;
        var doubtful = draft.State.Intents.SelectMany(intent => References(intent.Command));
        var live = trade.Orders.Where(order => order.IsLive).Select(order => order.Reference);
        var strangers = trade.Unexplained.Select(orderId => new OrderReference(string.Empty, orderId));
        var wantsTrades = draft.State.DueLook is DueLook.Executions or DueLook.Everything || AreExecutionsInDoubt(draft.State, trade);
        var loans = draft.State.Intents.Where(intent => intent.Slot == Slot.Loan).Select(intent => (DateTimeOffset?)intent.At).Min()
            ?? (trade is { Loan: not null, Settlement: not null } ? trade.OpenedAt : null);
        draft.State = draft.State with { InspectAt = draft.Now + DoubtSpacing };
        return new ExchangeRequest(0, new ExchangeCommand.Inspect(
            draft.State.Symbol,
            [.. doubtful.Concat(live).DistinctBy(reference => (reference.ClientOrderId, reference.ClientOrderId.Length == 0 ? reference.OrderId : null)), .. strangers],
            wantsTrades ? trade.OpenedAt - ClockMargin : null)
        {
            Account = draft.Settings.Account,
            LoansSince = loans - ClockMargin,
            IsUrgent = draft.State.IsLookFirst || !draft.State.Intents.IsEmpty,
        });
    }

    private static IEnumerable<OrderReference> References(ExchangeCommand command) => command switch
    {
        ExchangeCommand.Cancel cancel => [cancel.Order],
        ExchangeCommand.Amend amend => [amend.Order],
        ExchangeCommand.Replace replace => [replace.Cancelled, new OrderReference(replace.Order.ClientOrderId)],
        _ => OrderRecords.NewOrders(command).Select(order => new OrderReference(order.ClientOrderId)),
    };
}
