using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Control;

/// <summary>What a customer does by hand, what happens to its funds, and its books.</summary>
internal sealed class CustomerControl(Venue venue)
{
    public Task ListAsync(ControlCall call) => call.AnswerAsync(
        [.. venue.Customers.Select(customer => new CustomerStanding(
            customer.Name, customer.Uid, [.. venue.Keys.All.Where(key => key.CustomerName == customer.Name).Select(key => key.Id).Order(StringComparer.Ordinal)]))],
        ControlJson.Default.ImmutableArrayCustomerStanding);

    public Task BooksAsync(ControlCall call)
    {
        var customer = CustomerOf(call);
        var symbol = call.Query("symbol");
        return call.AnswerAsync(venue.Turn(customer, (engine, _) => BooksOf(customer, engine, symbol)), ControlJson.Default.CustomerBooks);
    }

    public async Task PlaceAsync(ControlCall call)
    {
        var customer = CustomerOf(call);
        var body = await call.BodyAsync(ControlJson.Default.ManualOrder);
        var order = new NewOrder
        {
            ClientOrderId = body.ClientOrderId ?? venue.NextName(),
            Side = body.Side,
            Type = body.Type,
            Quantity = body.Quantity,
            Price = body.Price,
            StopPrice = body.StopPrice,
        };
        await AnswerAsync(call, Execute(customer, new ExchangeCommand.Place(body.Symbol, order) { Account = body.Account }));
    }

    public async Task CancelAsync(ControlCall call)
    {
        var customer = CustomerOf(call);
        var body = await call.BodyAsync(ControlJson.Default.ManualTarget);
        var orders = body.OrderId is { } id
            ? [id]
            : venue.Turn(customer, (engine, _) => OpenOf(engine, body).Select(order => order.Report.OrderId).ToImmutableArray());
        var replies = orders.Select(order => Execute(
            customer, new ExchangeCommand.Cancel(body.Symbol, new OrderReference("", order)) { Account = body.Account })).ToList();
        var refused = replies.OfType<ExchangeReply.Rejected>().FirstOrDefault();
        // A list goes with its first leg: the others are then unknown, which is what was wanted.
        var isDone = refused is null || (body.OrderId is null && refused.Code == ErrorCodes.CancelRejected);
        await call.AnswerAsync(new ManualOutcome(
            isDone, isDone ? null : refused!.Code, isDone ? null : refused!.Message,
            [.. replies.OfType<ExchangeReply.Accepted>().SelectMany(accepted => accepted.Orders)]), ControlJson.Default.ManualOutcome);
    }

    /// <summary>As a person would who wants out: everything is cancelled, then all free base is sold at market.</summary>
    public async Task SellAllAsync(ControlCall call)
    {
        var customer = CustomerOf(call);
        var body = await call.BodyAsync(ControlJson.Default.ManualTarget);
        var rules = venue.RulesOf(body.Symbol) ?? throw ControlException.Missing($"There is no market {body.Symbol}.");
        foreach (var order in venue.Turn(customer, (engine, _) => OpenOf(engine, body).ToImmutableArray()))
            Execute(customer, new ExchangeCommand.Cancel(body.Symbol, new OrderReference("", order.Report.OrderId)) { Account = body.Account });
        var free = venue.Turn(customer, (engine, _) => engine.BalanceOf(rules.BaseAsset, body.Account, body.Symbol)).Free;
        var quantity = rules.LotStep == 0m ? free : free - (free % rules.LotStep);
        if (quantity <= 0m)
            throw new ControlException(409, $"{customer.Name} has no {rules.BaseAsset} to sell: {free} are free.");
        var sale = new NewOrder { ClientOrderId = venue.NextName(), Side = OrderSide.Sell, Type = OrderType.Market, Quantity = quantity };
        await AnswerAsync(call, Execute(customer, new ExchangeCommand.Place(body.Symbol, sale) { Account = body.Account }));
    }

    public async Task MoveFundsAsync(ControlCall call)
    {
        var customer = CustomerOf(call);
        var body = await call.BodyAsync(ControlJson.Default.FundsChange);
        if (body.Amount == 0m)
            throw ControlException.Bad("amount: must not be 0.");
        venue.MoveFunds(customer, KeyOf(body), body.Asset, body.Amount);
        await call.DoneAsync();
    }

    public async Task TransferAsync(ControlCall call)
    {
        var customer = CustomerOf(call);
        var body = await call.BodyAsync(ControlJson.Default.TransferBody);
        if (body.Amount <= 0m)
            throw ControlException.Bad($"amount: must be above 0, is {body.Amount}.");
        venue.Transfer(customer, body.Asset, body.Amount, KeyOf(body.From), KeyOf(body.To));
        await call.DoneAsync();
    }

    public async Task LiquidateAsync(ControlCall call)
    {
        var customer = CustomerOf(call);
        var key = KeyOf(await call.BodyAsync(ControlJson.Default.AccountBody));
        venue.Turn(customer, (engine, now) =>
        {
            engine.Liquidate(key.Kind, key.Symbol, now);
            return key;
        });
        await call.DoneAsync();
    }

    public Task ResetAsync(ControlCall call)
    {
        venue.Reset(CustomerOf(call));
        return call.DoneAsync();
    }

    public async Task RevokeAsync(ControlCall call)
    {
        var body = await call.BodyAsync(ControlJson.Default.KeyBody);
        var key = venue.Keys.Find(body.Key) ?? throw ControlException.Missing("There is no such key, or it was taken back already.");
        key.IsRevoked = true;
        await call.DoneAsync();
    }

    private ExchangeReply Execute(Customer customer, ExchangeCommand command) =>
        venue.Turn(customer, (engine, now) => engine.Execute(command, now));

    private static Task AnswerAsync(ControlCall call, ExchangeReply reply) => call.AnswerAsync(
        reply switch
        {
            ExchangeReply.Accepted accepted => new ManualOutcome(true, null, null, accepted.Orders),
            ExchangeReply.Rejected rejected => new ManualOutcome(false, rejected.Code, rejected.Message, []),
            _ => throw new InvalidOperationException($"The engine answered with {reply.GetType().Name}, which nobody asked for."),
        },
        ControlJson.Default.ManualOutcome);

    private static IEnumerable<OrderState> OpenOf(MatchingEngine engine, ManualTarget target)
    {
        var account = AccountKey.Of(target.Account, target.Symbol);
        return engine.Snapshot().Orders.Where(order =>
            order.Account == account && order.Report.Symbol == target.Symbol && order.Report.Status.IsLive());
    }

    private static CustomerBooks BooksOf(Customer customer, MatchingEngine engine, string? symbol)
    {
        var state = engine.Snapshot();
        var accounts = state.Balances.Select(row => row.Account).Append(AccountKey.Spot).Concat(state.Accounts.Select(account => account.Key))
            .Distinct().Order();
        var owners = state.Orders.ToDictionary(order => (order.Report.Symbol, order.Report.OrderId), order => order.Account.Kind);
        return new CustomerBooks(
            customer.Name,
            [.. accounts.Select(key => new AccountBooks(
                key.Kind, key.Symbol.Length == 0 ? null : key.Symbol,
                [.. state.Balances.Where(row => row.Account == key).Select(row => row.Balance)],
                key.Kind.IsMargin() ? engine.MarginLevelOf(key.Kind, key.Symbol) : null, engine.LoansOf(key.Kind, key.Symbol)))],
            [.. state.Orders.Where(order => symbol is null || order.Report.Symbol == symbol)
                .Select(order => new LedgerOrder(order.Account.Kind, order.CreatedAt, order.Report))],
            [.. state.Trades.Where(trade => symbol is null || trade.Symbol == symbol)
                .Select(trade => new LedgerFill(trade.Symbol, owners[(trade.Symbol, trade.Fill.OrderId)], trade.Fill))]);
    }

    private AccountKey KeyOf(AccountBody body)
    {
        if (body.Account == TradingAccount.IsolatedMargin && (body.Symbol is null || venue.FindMarket(body.Symbol) is null))
            throw ControlException.Bad($"symbol: an isolated account is named by its pair, '{body.Symbol}' is no market.");
        return AccountKey.Of(body.Account, body.Symbol);
    }

    private Customer CustomerOf(ControlCall call) => venue.FindCustomer(call.Part("customer"))
        ?? throw ControlException.Missing($"There is no customer {call.Part("customer")}; there are {string.Join(", ", venue.Customers.Select(each => each.Name))}.");
}
