using CsCheck;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Paper;
using Executor.Simulator.Tests.Engine;
using Microsoft.Data.Sqlite;

namespace Executor.Simulator.Tests.Paper;

public sealed class PaperBooksTests
{
    [Fact]
    public void Books_WhenReopened_HoldWhatTheEngineHolds()
    {
        using var folder = new TemporaryFolder();
        var bench = TradedBench();
        using (var books = PaperBooks.Open(folder.File("books.db")))
            books.Save(bench.Engine.TakeChanges());

        using var reopened = PaperBooks.Open(folder.File("books.db"));

        Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(reopened.Read()));
    }

    [Fact]
    public void Books_WhenReadWhileTheyAreKept_ShowWhatIsCommitted()
    {
        using var folder = new TemporaryFolder();
        var bench = TradedBench();
        using var books = PaperBooks.Open(folder.File("books.db"));
        books.Save(bench.Engine.TakeChanges());

        Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(PaperBooksReader.Read(folder.File("books.db"))));
    }

    [Fact]
    public void Books_WhenTheWriterDiesInTheMiddleOfATransaction_ShowThePrefixBeforeIt()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("books.db");
        var bench = TradedBench();
        using var books = PaperBooks.Open(path);
        books.Save(bench.Engine.TakeChanges());
        using var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction();
        using var command = other.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA cache_spill = 1; PRAGMA cache_size = 1; UPDATE balances SET free = '0'; DELETE FROM trades";
        command.ExecuteNonQuery();

        Copy(path, folder.File("dead.db"));

        Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(PaperBooksReader.Read(folder.File("dead.db"))));
    }

    /// <summary>A kill may leave any part of the last writes: whatever is left must be a moment of the history.</summary>
    [Fact]
    public void Books_WhenTheLogIsTornAnywhere_EqualAPrefixOfHistory() => RandomTrading.Step.Array[25].Sample(
        steps =>
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("books.db");
            var bench = RandomTrading.NewBench(RandomTrading.Options with { TrackChanges = true });
            var history = new List<string> { StateText.Of(new EngineState()) };
            using var books = PaperBooks.Open(path);
            foreach (var step in steps)
            {
                step(bench);
                books.Save(bench.Engine.TakeChanges());
                history.Add(StateText.Of(bench.Engine.Snapshot()));
            }
            var log = File.ReadAllBytes(path + "-wal");
            var latest = history[^1];
            for (var length = log.Length; length > 0; length -= 7_001)
            {
                var torn = folder.File($"torn-{length}.db");
                File.Copy(path, torn);
                File.WriteAllBytes(torn + "-wal", log[..length]);
                var left = Read(torn);
                Assert.Contains(left, history.TakeWhile(moment => moment != latest).Append(latest));
                latest = left; // a shorter log never shows a later moment
            }
        },
        iter: 4,
        threads: 1);

    [Fact]
    public void FeedMark_WhenReopened_IsTheOneOfTheSymbol()
    {
        using var folder = new TemporaryFolder();
        using (var books = PaperBooks.Open(folder.File("books.db")))
        {
            books.MarkFeed("BTCUSDT", Bench.Noon);
            books.MarkFeed("BTCUSDT", Bench.Noon.AddMinutes(1));
        }

        using var reopened = PaperBooks.Open(folder.File("books.db"));

        Assert.Equal(Bench.Noon.AddMinutes(1), reopened.FeedMarkOf("BTCUSDT"));
        Assert.Null(reopened.FeedMarkOf("ETHUSDT"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Open_WhenTheFileIsOfAnEarlierVersion_KeepsWhatItHolds(int version)
    {
        using var folder = new TemporaryFolder();
        var bench = TradedBench();
        EarlierBooks.Write(folder.File("books.db"), version, bench.Engine.Snapshot());

        using var reopened = PaperBooks.Open(folder.File("books.db"));

        Assert.Equal(StateText.Of(EarlierBooks.KnownTo(bench.Engine.Snapshot())), StateText.Of(reopened.Read()));
        Assert.Equal(version == 1 ? null : Bench.Noon, reopened.FeedMarkOf("BTCUSDT"));
        reopened.Save(bench.Engine.Snapshot());
        Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(reopened.Read()));
    }

    [Fact]
    public void Open_WhenTheFileIsOfAnotherVersion_Throws()
    {
        using var folder = new TemporaryFolder();
        Run(folder.File("books.db"), "PRAGMA user_version = 9");

        Assert.Throws<InvalidDataException>(() => PaperBooks.Open(folder.File("books.db")));
    }

    [Fact]
    public void Engine_WhenBooksLockMoreThanOpenOrdersDo_RefusesThem()
    {
        var state = TradedBench().Engine.Snapshot();

        var tampered = state with
        {
            Balances = [.. state.Balances.Select(row => row with { Balance = row.Balance with { Locked = row.Balance.Locked + 1m } })],
        };

        Assert.Throws<InvalidDataException>(() => new MatchingEngine(new EngineOptions(), tampered));
    }

    [Fact]
    public void Books_WhenMarginAccountsAndWaitingOrdersAreKept_HoldThemOverARestart()
    {
        using var folder = new TemporaryFolder();
        var bench = new Bench(usdt: 5_000m, options: new EngineOptions { TrackChanges = true, Liquidity = new ScriptedLiquidity(0.005m) });
        var engine = bench.Engine;
        engine.Deposit("USDT", 1_000m, TradingAccount.CrossMargin);
        engine.Deposit("BTC", 0.1m, TradingAccount.IsolatedMargin, Bench.Symbol);
        engine.Execute(new ExchangeCommand.Borrow(Bench.Symbol, "USDT", 500m) { Account = TradingAccount.CrossMargin }, Bench.Noon);
        engine.Execute(new ExchangeCommand.Borrow(Bench.Symbol, "USDT", 900m) { Account = TradingAccount.IsolatedMargin }, Bench.Noon);
        engine.Execute(new ExchangeCommand.Repay(Bench.Symbol, "USDT", 100m) { Account = TradingAccount.IsolatedMargin }, Bench.Noon.AddMinutes(1));
        var borrowing = Draft.Limit(OrderSide.Buy, 0.03m, 60_000m, "margin") with { SideEffect = SideEffect.BorrowAndRepay, AutoRepayAtCancel = true };
        engine.Execute(new ExchangeCommand.Place(Bench.Symbol, borrowing) { Account = TradingAccount.CrossMargin }, Bench.Noon.AddMinutes(2));
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m, "paid") with { IsPaidByWorking = true });
        bench.Jump(60_999.99m);
        bench.Accepted(Draft.Otoco(0.02m, 60_500m, 64_000m, 60_000m, "oto"));
        engine.SetStatus(Bench.Symbol, MarketStatus.CancelOnly);
        engine.AccrueInterest(Bench.Noon.AddHours(1));
        using (var books = PaperBooks.Open(folder.File("books.db")))
            books.Save(engine.TakeChanges());

        using var reopened = PaperBooks.Open(folder.File("books.db"));

        var state = reopened.Read();
        Assert.Equal(StateText.Of(engine.Snapshot()), StateText.Of(state));
        Assert.Equal(StateText.Of(engine.Snapshot()), StateText.Of(new MatchingEngine(new EngineOptions(), state).Snapshot()));
        Assert.Equal(0.004995m, state.Lists[0].Collected);
        Assert.Equal(300m, state.Orders.Single(order => order.Report.ClientOrderId == "margin").Loan);
    }

    [Fact]
    public void Books_WhenTheExchangeIsReset_HoldTheMarketsOnly()
    {
        using var folder = new TemporaryFolder();
        var bench = TradedBench();
        bench.Engine.Deposit("USDT", 1_000m, TradingAccount.CrossMargin);
        using var books = PaperBooks.Open(folder.File("books.db"));
        books.Save(bench.Engine.TakeChanges());

        bench.Engine.Reset();
        books.Save(bench.Engine.TakeChanges());
        bench.Engine.Deposit("BTC", 2m);
        bench.Accepted(Draft.Market(OrderSide.Sell, 1m));
        books.Save(bench.Engine.TakeChanges());

        var state = books.Read();
        Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(state));
        Assert.Equal(5, Assert.Single(state.Orders).Report.OrderId);
        Assert.Equal(["BTC"], state.Balances.Select(row => row.Balance.Asset));
        Assert.Single(state.Accounts);
    }

    private static void Run(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // literals of this test only
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string Read(string path)
    {
        try
        {
            return StateText.Of(PaperBooksReader.Read(path));
        }
        catch (SqliteException exception) when (exception.Message.Contains("no such table"))
        {
            return StateText.Of(new EngineState()); // torn before the tables were there
        }
    }

    private static void Copy(string from, string to)
    {
        File.Copy(from, to);
        if (File.Exists(from + "-wal"))
            File.Copy(from + "-wal", to + "-wal");
    }

    private static Bench TradedBench()
    {
        var options = new EngineOptions { TrackChanges = true, Liquidity = new ScriptedLiquidity(0.5m, 0.2m) };
        var bench = new Bench(btc: 1m, usdt: 1_000m, options: options);
        bench.Accepted(Draft.Market(OrderSide.Sell, 0.5m));
        bench.Accepted(Draft.Limit(OrderSide.Sell, 0.3m, 61_500m));
        bench.Accepted(Draft.SellOco(0.2m, 64_000m, 60_000m));
        bench.Jump(61_600m);
        bench.Amend("limit", 0.25m);
        return bench;
    }
}
