using Executor.Core.Exchange;
using Executor.Fuzz.Mutation;

namespace Executor.Fuzz.Adapter;

/// <summary>Commands of every kind, on every account that has it.</summary>
internal static class Commands
{
    private const string Symbol = "BTCUSDT";

    private static readonly NewOrder Stop = new()
    {
        ClientOrderId = RestAnswers.Placed, Side = OrderSide.Sell, Type = OrderType.StopLossLimit, Quantity = 0.01998m, Price = 59_900m, StopPrice = 60_000m,
    };

    private static readonly NewOrder Target = new()
    {
        ClientOrderId = "EX_TP1_a1_0e7", Side = OrderSide.Sell, Type = OrderType.LimitMaker, Quantity = 0.01998m, Price = 64_000m,
    };

    private static readonly NewOrder Entry = new() { ClientOrderId = "EX_EN_a1_0e7", Side = OrderSide.Buy, Type = OrderType.Limit, Quantity = 0.02m, Price = 61_300m };

    private static readonly OrderReference Resting = new(RestAnswers.Placed, 4301);

    public static ExchangeCommand Draw(Mutator mutator, DateTimeOffset now)
    {
        var account = mutator.Of([TradingAccount.Spot, TradingAccount.CrossMargin, TradingAccount.IsolatedMargin]);
        ExchangeCommand command = mutator.Lot.Next(account == TradingAccount.Spot ? 8 : 9) switch
        {
            0 or 1 => new ExchangeCommand.Inspect(Symbol, [Resting, new OrderReference("EX_EN_a1_0e7")], now.AddMinutes(-5)) { LoansSince = now.AddMinutes(-5) },
            2 => new ExchangeCommand.Place(Symbol, Stop),
            3 => new ExchangeCommand.PlaceOco(Symbol, new NewOco("EX_OCO1_a1_0e7", Target, Stop)),
            4 => new ExchangeCommand.PlaceOto(Symbol, new NewOto("EX_OTO_a1_0e7", Entry, [Target, Stop], IsPaidByWorking: false)),
            5 => new ExchangeCommand.Cancel(Symbol, Resting),
            6 => account == TradingAccount.Spot
                ? new ExchangeCommand.Replace(Symbol, new OrderReference("EX_SL1_old", 4300), Stop)
                : new ExchangeCommand.Borrow(Symbol, "USDT", 125.5m),
            7 => account == TradingAccount.Spot ? new ExchangeCommand.Amend(Symbol, Resting, 0.01m) : new ExchangeCommand.Repay(Symbol, "USDT", 125.5m),
            _ => new ExchangeCommand.Cancel(Symbol, new OrderReference(RestAnswers.Placed)),
        };
        return command with { Account = account };
    }
}
