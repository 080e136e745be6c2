using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;
using Executor.Simulator.Paper;
using Executor.Simulator.Tests.Engine;
using Executor.Simulator.Tests.Engine.Margin;
using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Tests.Paper;

public sealed class PaperExchangeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string BooksFile => _folder.File("books.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Exchange_WhenReopened_GoesOnWithItsOrdersFundsPricesAndIds()
    {
        using (var books = PaperBooks.Open(BooksFile))
        using (var exchange = NewExchange(books))
        {
            Assert.True(exchange.IsNew);
            await Place(exchange, Draft.Market(OrderSide.Sell, 0.5m));
            await Place(exchange, Draft.SellOco(0.5m, 64_000m, 60_000m));
            exchange.MovePrice(Bench.Symbol, 61_000m, Bench.Noon);
        }

        using var reopenedBooks = PaperBooks.Open(BooksFile);
        using var reopened = new PaperExchange(new EngineOptions(), reopenedBooks, new FixedClock());
        reopened.OpenSymbol(Bench.Rules, lastPrice: 1m);

        Assert.False(reopened.IsNew);
        Assert.Equal(61_000m, reopened.QuoteOf(Bench.Symbol).Last);
        Assert.Equal(new Balance("BTC", 0m, 0.5m), reopened.BalanceOf("BTC"));
        reopened.MovePrice(Bench.Symbol, 59_000m, Bench.Noon);
        Assert.Equal([1L, 2L], reopened.TradesOf(Bench.Symbol).Select(fill => fill.TradeId));
        Assert.Empty(reopened.OpenOrdersOf(Bench.Symbol));
        reopened.Deposit("BTC", 1m);
        Assert.Equal(4, Assert.Single(Bench.Orders(await Place(reopened, Draft.Market(OrderSide.Sell, 1m)))).OrderId);
    }

    [Theory]
    [InlineData(TradingAccount.CrossMargin)]
    [InlineData(TradingAccount.IsolatedMargin)]
    public void OpenSymbol_WhenTheAccountIsNew_FundsItOnceAlsoOnAMarketTheBooksKnow(TradingAccount account)
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);

        exchange.OpenSymbol(Bench.Rules, 1m, account, 500m);
        exchange.OpenSymbol(Bench.Rules, 1m, account, 500m);

        Assert.Equal(new Balance("USDT", 500m, 0m), exchange.BalanceOf("USDT", account, Bench.Symbol));
        Assert.Equal(0m, exchange.BalanceOf("USDT").Total);
        Assert.Equal(61_250m, exchange.QuoteOf(Bench.Symbol).Last);
    }

    [Fact]
    public async Task MarginAccount_WhenReopened_StillOwesAndCanBeRepaid()
    {
        using (var books = PaperBooks.Open(BooksFile))
        using (var exchange = NewExchange(books))
        {
            Assert.True(exchange.FundIfEmpty("USDT", 1_000m, TradingAccount.CrossMargin));
            Assert.False(exchange.FundIfEmpty("USDT", 1_000m, TradingAccount.CrossMargin));
            await exchange.ExecuteAsync(
                new ExchangeCommand.Borrow(Bench.Symbol, "USDT", 1_000m) { Account = TradingAccount.CrossMargin }, CancellationToken.None);
        }

        using var reopenedBooks = PaperBooks.Open(BooksFile);
        using var reopened = new PaperExchange(
            new EngineOptions { Margin = new MarginOptions { LoanProcessing = TimeSpan.Zero } }, reopenedBooks, new FixedClock());

        Assert.Equal(1_000.007m, reopened.BalanceOf("USDT", TradingAccount.CrossMargin).Debt);
        Assert.Equal(1.99999m, decimal.Round(reopened.MarginLevelOf(TradingAccount.CrossMargin)!.Value, 5));
        MarginBench.Done(await reopened.ExecuteAsync(
            new ExchangeCommand.Repay(Bench.Symbol, "USDT", 1_000.007m) { Account = TradingAccount.CrossMargin }, CancellationToken.None));
        Assert.Equal(new Balance("USDT", 999.993m, 0m), reopened.BalanceOf("USDT", TradingAccount.CrossMargin));
    }

    [Fact]
    public async Task Reply_WhenItArrives_IsInTheBooksAlready()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);

        var order = Assert.Single(Bench.Orders(await Place(exchange, Draft.Market(OrderSide.Sell, 0.5m))));

        var kept = PaperBooksReader.Read(BooksFile);
        Assert.Equal(OrderStatus.Filled, Assert.Single(kept.Orders).Report.Status);
        Assert.Equal(order.Fills.Single(), Assert.Single(kept.Trades).Fill);
    }

    [Fact]
    public async Task Events_WhenPriceWalksThroughAnOco_TellWhatHappenedInOrder()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);
        await Place(exchange, Draft.SellOco(1m, 64_000m, 60_000m));

        exchange.MovePrice(Bench.Symbol, 59_000m, Bench.Noon);

        exchange.Dispose();
        var events = exchange.Events.ReadAllAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [OrderStatus.New, OrderStatus.New, OrderStatus.Expired, OrderStatus.Filled],
            await events.Select(report => report.Status).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task JumpPrice_WhenItPassesAStopLimit_LeavesItUnfilled()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);
        await Place(exchange, Draft.StopLimit(OrderSide.Sell, 1m, 60_000m, 59_999.98m));

        exchange.JumpPrice(Bench.Symbol, 59_000m, Bench.Noon);

        Assert.True(Assert.Single(exchange.OpenOrdersOf(Bench.Symbol)).IsWorking);
    }

    [Fact]
    public async Task Command_WhenTheBooksCannotBeWritten_IsUnknownLeavesNoTraceAndWorksLater()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);
        Sql("CREATE TRIGGER full BEFORE INSERT ON trades BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        Assert.IsType<ExchangeReply.Unknown>(await Place(exchange, Draft.Market(OrderSide.Sell, 0.5m)));
        Sql("DROP TRIGGER full");

        Assert.Equal(new Balance("BTC", 1m, 0m), exchange.BalanceOf("BTC"));
        Assert.Empty(exchange.OrdersOf(Bench.Symbol));
        Assert.Equal(1, Assert.Single(Bench.Orders(await Place(exchange, Draft.Market(OrderSide.Sell, 0.5m)))).OrderId);
    }

    [Fact]
    public void FundIfEmpty_WhenManySymbolsOpenAtOnce_AddsTheFundsOnce()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);

        var added = 0;
        Parallel.For(0, 40, _ => Interlocked.Add(ref added, exchange.FundIfEmpty("USDT", 100_000m) ? 1 : 0));

        Assert.Equal(1, added);
        Assert.Equal(new Balance("USDT", 100_000m, 0m), exchange.BalanceOf("USDT"));
        Assert.False(exchange.FundIfEmpty("BTC", 5m));
        Assert.Equal(1m, exchange.BalanceOf("BTC").Free);
    }

    [Fact]
    public async Task Commands_WhenSentFromManyThreads_TakeTurns()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);

        await Parallel.ForEachAsync(Enumerable.Range(1, 40), TestContext.Current.CancellationToken, async (number, _) =>
            await Place(exchange, Draft.Market(OrderSide.Sell, 0.01m, $"order-{number}")));

        Assert.Equal(0.6m, exchange.BalanceOf("BTC").Free);
        Assert.Equal(Enumerable.Range(1, 40).Select(id => (long)id), exchange.TradesOf(Bench.Symbol).Select(fill => fill.TradeId));
    }

    [Fact]
    public async Task GetRules_WhenTheSymbolIsNotListed_IsNull()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);

        Assert.Equal(Bench.Rules, await exchange.GetRulesAsync(Bench.Symbol, TestContext.Current.CancellationToken));
        Assert.Null(await exchange.GetRulesAsync("NOPE", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Command_WhenCancelledBeforeItIsSent_Throws()
    {
        using var books = PaperBooks.Open(BooksFile);
        using var exchange = NewExchange(books);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            await exchange.ExecuteAsync(new ExchangeCommand.Place(Bench.Symbol, Draft.Market(OrderSide.Sell, 1m)), cancelled.Token));
    }

    private static PaperExchange NewExchange(PaperBooks books)
    {
        var exchange = new PaperExchange(new EngineOptions(), books, new FixedClock());
        exchange.OpenSymbol(Bench.Rules, 61_250m);
        exchange.Deposit("BTC", 1m);
        return exchange;
    }

    private static async Task<ExchangeReply> Place(PaperExchange exchange, NewOrder order) =>
        await exchange.ExecuteAsync(new ExchangeCommand.Place(Bench.Symbol, order), TestContext.Current.CancellationToken);

    private static async Task<ExchangeReply> Place(PaperExchange exchange, NewOco oco) =>
        await exchange.ExecuteAsync(new ExchangeCommand.PlaceOco(Bench.Symbol, oco), TestContext.Current.CancellationToken);

    private void Sql(string text)
    {
        using var connection = new SqliteConnection($"Data Source={BooksFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Bench.Noon;
    }
}
