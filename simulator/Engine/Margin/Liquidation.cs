using Executor.Core.Exchange;

namespace Executor.Simulator.Engine.Margin;

/// <summary>
/// Ends a margin account whose level has fallen too low: its orders expire, holdings are sold and owed assets bought at market by orders of
/// the exchange, debts are paid. What then is still owed stays owed. A level is looked at when a price prints or interest is charged, so that
/// a price path is as fine here as it is printed.
/// </summary>
internal sealed class Liquidation(
    EngineOptions options, IReadOnlyDictionary<string, SymbolBook> books, Accounts accounts, Valuation valuation, Matcher matcher, LoanDesk loans)
{
    /// <summary>Client ids of the exchange's own orders begin so.</summary>
    public const string OrderPrefix = "autoliq-";

    public void Check(DateTimeOffset at)
    {
        for (var index = 0; index < accounts.Margin.Count; index++) // by index: an enumerator would be an allocation a print
        {
            var account = accounts.Margin[index];
            if (account.InterestDueAt is not null && valuation.LevelOf(account) <= options.Margin.LiquidationLevel)
                Run(account, at);
        }
    }

    public void Run(Account account, DateTimeOffset at)
    {
        var markets = books.Values.Where(book => account.Key.Symbol.Length == 0 || book.Rules.Symbol == account.Key.Symbol)
            .OrderBy(book => book.Rules.Symbol, StringComparer.Ordinal).ToList();
        foreach (var order in markets.SelectMany(book => book.Open).Where(order => order.Account == account).ToList())
        {
            if (order.IsLive)
                matcher.Expire(order, ExpiryReasons.ExchangeCanceled, at);
        }
        Seize(account, at);
        Sell(account, markets.Where(book => account.Of(book.Rules.QuoteAsset).Debt > 0m), at);
        BuyBack(account, markets, at);
        if (!account.HasDebts)
            return;
        Sell(account, markets, at); // holdings whose proceeds buy what is owed
        BuyBack(account, markets, at);
    }

    private void Sell(Account account, IEnumerable<SymbolBook> markets, DateTimeOffset at)
    {
        foreach (var book in markets)
            Trade(account, book, OrderSide.Sell, FloorToLot(book, account.Of(book.Rules.BaseAsset).Free), at);
        Seize(account, at);
    }

    private void BuyBack(Account account, IEnumerable<SymbolBook> markets, DateTimeOffset at)
    {
        foreach (var book in markets)
        {
            var owed = account.Of(book.Rules.BaseAsset).Debt / (1m - options.TakerFee);
            var whole = FloorToLot(book, owed);
            var wanted = whole < owed ? whole + book.Rules.LotStep : whole;
            var affordable = FloorToLot(book, account.Of(book.Rules.QuoteAsset).Free / book.Ask);
            Trade(account, book, OrderSide.Buy, Math.Min(wanted, affordable), at);
        }
        Seize(account, at);
    }

    private void Trade(Account account, SymbolBook book, OrderSide side, decimal quantity, DateTimeOffset at)
    {
        if (quantity <= 0m)
            return;
        var draft = new NewOrder
        {
            ClientOrderId = $"{OrderPrefix}{book.Ids.NextOrderId}",
            Side = side,
            Type = OrderType.Market,
            Quantity = quantity,
        };
        var order = OrderFactory.Create(account, book, draft, OrderExtras.None, OrderFactory.ReservationFor(account, book, side), list: null, at);
        var available = matcher.PlanTake(book, order.Id, side, limit: null, quantity, at);
        matcher.Accept(order);
        matcher.Enter(order, available, at);
    }

    private void Seize(Account account, DateTimeOffset at)
    {
        foreach (var purse in account.Purses)
            loans.Seize(purse, at);
    }

    private static decimal FloorToLot(SymbolBook book, decimal quantity) =>
        book.Rules.LotStep == 0m ? quantity : quantity - (quantity % book.Rules.LotStep);
}
