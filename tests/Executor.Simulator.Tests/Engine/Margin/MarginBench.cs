using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Tests.Engine.Margin;

/// <summary>One engine with BTCUSDT at 61250 and one margin account; interest is 0 unless the test says otherwise.</summary>
internal sealed class MarginBench
{
    public static readonly EngineOptions Options = new()
    {
        Margin = new MarginOptions { OtherTerms = new LoanTerms { HourlyRate = 0m }, LoanProcessing = TimeSpan.Zero },
    };

    private readonly TradingAccount _account;

    public MarginBench(TradingAccount account = TradingAccount.CrossMargin, decimal btc = 0m, decimal usdt = 0m, EngineOptions? options = null)
        : this(account, new MatchingEngine(options ?? Options))
    {
        Engine.AddSymbol(Bench.Rules, 61_250m, Bench.Noon);
        if (btc > 0m)
            Engine.Deposit("BTC", btc, account, Bench.Symbol);
        if (usdt > 0m)
            Engine.Deposit("USDT", usdt, account, Bench.Symbol);
    }

    private MarginBench(TradingAccount account, MatchingEngine engine) => (_account, Engine) = (account, engine);

    public MatchingEngine Engine { get; }

    public DateTimeOffset Now { get; set; } = Bench.Noon;

    public Balance Btc => Engine.BalanceOf("BTC", _account, Bench.Symbol);

    public Balance Usdt => Engine.BalanceOf("USDT", _account, Bench.Symbol);

    public decimal? Level => Engine.MarginLevelOf(_account, Bench.Symbol);

    /// <summary>Options with other terms of margin.</summary>
    public static EngineOptions With(Func<MarginOptions, MarginOptions> change) => Options with { Margin = change(Options.Margin) };

    public ExchangeReply Borrow(string asset, decimal amount) => Execute(new ExchangeCommand.Borrow(Bench.Symbol, asset, amount));

    public ExchangeReply Repay(string asset, decimal amount) => Execute(new ExchangeCommand.Repay(Bench.Symbol, asset, amount));

    public ExchangeReply Place(NewOrder order) => Execute(new ExchangeCommand.Place(Bench.Symbol, order));

    public ExchangeReply Place(NewOco oco) => Execute(new ExchangeCommand.PlaceOco(Bench.Symbol, oco));

    public ExchangeReply Place(NewOto oto) => Execute(new ExchangeCommand.PlaceOto(Bench.Symbol, oto));

    public ExchangeReply Cancel(string id) => Execute(new ExchangeCommand.Cancel(Bench.Symbol, new OrderReference(id)));

    public ExchangeReply Execute(ExchangeCommand command) => Engine.Execute(command with { Account = _account }, Now);

    public ExchangeView Inspect(params ReadOnlySpan<OrderReference> orders) => Assert.IsType<ExchangeReply.Inspected>(
        Execute(new ExchangeCommand.Inspect(Bench.Symbol, [.. orders], Bench.Noon) { LoansSince = Bench.Noon })).View;

    public void Jump(decimal price) => Engine.Print(Bench.Symbol, price, Now);

    public OrderReport Order(string id) => Engine.OrdersOf(Bench.Symbol).Last(order => order.ClientOrderId == id);

    /// <summary>A second engine that starts from this one's state.</summary>
    public MarginBench Restored(EngineOptions options) => new(_account, new MatchingEngine(options, Engine.Snapshot())) { Now = Now };

    public static void Done(ExchangeReply reply) => Assert.IsType<ExchangeReply.Accepted>(reply);
}
