using Executor.Core.Exchange;
using Executor.Core.Migration;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Silo.Configuration;
using Executor.Silo.Migration;
using Executor.Silo.Tests.Running;
using Executor.Simulator.Engine;
using Executor.Simulator.Paper;

namespace Executor.Silo.Tests.Migration;

/// <summary><c>import-state</c> between two programs: real SQLite, real books with the original's orders on them, and a silo that goes on.</summary>
public sealed class ImportStateTests : IDisposable
{
    private const string Symbol = "BTCUSDC";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Position_ImportedWithItsOrders_IsManagedToItsCloseByTheSilo()
    {
        var market = new MarketFiles(_folder, Symbol);
        var settings = RunningSilo.Settings(_folder, RunningSilo.Symbol(Symbol, market.Inputs));
        OpenPositionOnTheBooks(settings);

        Assert.True((await ImportAsync(settings, "open", apply: true)).IsApplied);

        await using (var silo = await RunningSilo.StartAsync(settings))
        {
            await silo.EventAsync(Symbol, "STATE_IMPORTED");
            await silo.FollowingAsync(Symbol);
            market.AppendRow(market.LastClose + 1m, 94_000m, 94_000m);
            var closed = await silo.EventAsync(Symbol, "TRADE_CLOSED");
            Assert.Equal("EX_EN_1736798405", closed.Event.TradeKey);
            Assert.Contains(closed.Event.Fields, field => field is { Name: "close_reason", Value: "SL" });
        }

        using var books = PaperBooks.Open(settings.DataPath("paper.db"));
        var left = books.Read();
        Assert.DoesNotContain(left.Orders, order => order.Report.Status.IsLive());
        Assert.Equal(0.003m, left.Balances.Single(held => held.Balance.Asset == "BTC").Balance.Total);
    }

    [Fact]
    public async Task DryRun_WritesNothing_AndASecondImportChangesNothing()
    {
        var settings = Settings();

        var dry = await ImportAsync(settings, "open", apply: false);
        Assert.False(Directory.Exists(settings.DataDirectory));
        Assert.IsType<ImportVerdict.Write>(dry.Verdict);
        Assert.False(dry.IsApplied);

        Assert.True((await ImportAsync(settings, "open", apply: true)).IsApplied);
        var again = await ImportAsync(settings, "open", apply: true);
        Assert.IsType<ImportVerdict.AlreadyDone>(again.Verdict);
        Assert.False(again.IsApplied);

        await using var stored = StoppedSilo.Open(settings);
        var row = await stored.PositionAsync(Symbol, TestContext.Current.CancellationToken);
        Assert.Equal(("1", PositionStatus.Open, dry.Result.Fingerprint), (row.ETag, row.State!.Status, row.State.Import!.Fingerprint));
    }

    [Fact]
    public async Task SeenSignals_AreMergedWithThoseThatAreStored()
    {
        var settings = Settings();
        await ImportAsync(settings, "flat", apply: true);

        await using var stored = StoppedSilo.Open(settings);
        var row = await stored.SignalsAsync(Symbol, TestContext.Current.CancellationToken);
        Assert.Equal(2, row.State!.Memory!.Count);
        Assert.Equal(new DateTimeOffset(2025, 1, 13, 20, 0, 0, TimeSpan.Zero), row.State.Memory.Watermark);
    }

    [Fact]
    public async Task State_ThatHasTradedSince_IsNotOverwritten()
    {
        var market = new MarketFiles(_folder, Symbol);
        var settings = RunningSilo.Settings(_folder, RunningSilo.Symbol(Symbol, market.Inputs));
        await using (var silo = await RunningSilo.StartAsync(settings))
        {
            await silo.FollowingAsync(Symbol);
            market.AppendSignal(market.Peak());
            await silo.EventAsync(Symbol, "EXITS_PLACED_V15");
            await Assert.ThrowsAsync<IOException>(() => ImportAsync(settings, "open", apply: true));
        }

        var report = await ImportAsync(settings, "open", apply: true);

        Assert.IsType<ImportVerdict.Refused>(report.Verdict);
        Assert.False(report.IsApplied);
    }

    [Fact]
    public async Task File_WithARefusal_IsNotWritten()
    {
        var settings = Settings();

        var report = await ImportAsync(settings, "shell", apply: true);

        Assert.Null(report.Verdict);
        await using var stored = StoppedSilo.Open(settings);
        Assert.Null((await stored.PositionAsync(Symbol, TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task Symbol_WhenSeveralAreConfigured_HasToBeNamed()
    {
        var settings = RunningSilo.Settings(
            _folder, RunningSilo.Symbol(Symbol, new SymbolInputs.Demo()), RunningSilo.Symbol("ETHUSDC", new SymbolInputs.Demo()));

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => ImportAsync(settings, "open", apply: false));

        Assert.Contains("--symbol", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_AsTableAndAsJson_NamesEveryField()
    {
        var report = await ImportAsync(Settings(), "open", apply: false);
        using var table = new StringWriter();
        using var json = new MemoryStream();

        report.WriteTable(table);
        report.WriteJson(json);

        Assert.Contains("Dry run: nothing was written.", table.ToString(), StringComparison.Ordinal);
        Assert.All(report.Result.Fields, field => Assert.Contains(field.Path, table.ToString(), StringComparison.Ordinal));
        using var document = System.Text.Json.JsonDocument.Parse(json.ToArray());
        Assert.Equal(report.Result.Fields.Length, document.RootElement.GetProperty("fields").GetArrayLength());
        Assert.Equal("Write", document.RootElement.GetProperty("verdict").GetString());
    }

    private static Task<ImportReport> ImportAsync(SiloSettings settings, string name, bool apply) => ImportStateVerb.ImportAsync(
        settings,
        Path.Combine(AppContext.BaseDirectory, "StateFiles", $"{name}.json"),
        settings.Symbols.Length == 1 ? Symbol : null,
        apply,
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    private SiloSettings Settings() => RunningSilo.Settings(_folder, RunningSilo.Symbol(Symbol, new SymbolInputs.Demo()));

    /// <summary>What the original sent for the state file <c>open</c>; order ids count from 1.</summary>
    private static void OpenPositionOnTheBooks(SiloSettings settings)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        using var books = PaperBooks.Open(settings.DataPath("paper.db"));
        using var exchange = new PaperExchange(new EngineOptions { MakerFee = 0m, TakerFee = 0m }, books, TimeProvider.System);
        exchange.OpenSymbol(SymbolRulesDefaults.For(Symbol, 95_000m, 2, settings.Symbols[0].Configuration.Rules), 95_000m);
        exchange.Deposit("USDC", 10_000m);
        exchange.Deposit("BTC", 0.003m);
        Place("EX_EN_1736798405", OrderSide.Buy, OrderType.Limit, 0.00105m, 95_000.5m, null);
        Place("EX_TP1_51f72d7584f2", OrderSide.Sell, OrderType.LimitMaker, 0.00035m, 95_301m, null);
        Place("EX_TP2_51f72d7584f2", OrderSide.Sell, OrderType.LimitMaker, 0.00035m, 95_601.5m, null);
        Place("EX_SL_51f72d7584f2", OrderSide.Sell, OrderType.StopLossLimit, 0.00105m, 94_699.98m, 94_700m);

        void Place(string id, OrderSide side, OrderType type, decimal quantity, decimal? price, decimal? stop)
        {
            var order = new NewOrder { ClientOrderId = id, Side = side, Type = type, Quantity = quantity, Price = price, StopPrice = stop };
            var reply = exchange.ExecuteAsync(new ExchangeCommand.Place(Symbol, order), TestContext.Current.CancellationToken);
            Assert.IsType<ExchangeReply.Accepted>(reply.Result);
        }
    }
}
