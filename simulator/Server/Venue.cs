using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Paper;
using Executor.Simulator.Server.Limits;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Server.Security;
using Executor.Simulator.Server.Streams.Risk;
using Executor.Simulator.Server.Tape;

namespace Executor.Simulator.Server;

/// <summary>
/// The exchange as a whole: markets, customers with their engines and books, keys, limits, clock. Thread-safe: requests and trades of the
/// market take turns, what a turn changed is in the books before its events are published, and those come in order.
/// </summary>
public sealed class Venue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly VenueEvents _events = new();
    private readonly ImmutableDictionary<string, Customer> _customers;
    private readonly ImmutableDictionary<string, MarketTape> _tapes;
    private readonly NameSource _names;
    private readonly Dictionary<string, MarketIds> _ids = new(StringComparer.Ordinal);
    private readonly OrderReplica _replica = new();
    private long _transfers;

    /// <summary>Opens the venue, with the books in <paramref name="folder"/> where there are any.</summary>
    /// <param name="scenario">What it starts with.</param>
    /// <param name="folder">Folder of the books; null keeps them in memory.</param>
    /// <param name="time">Real time.</param>
    /// <exception cref="InvalidDataException">Books that contradict themselves, or of another version.</exception>
    public Venue(Scenario scenario, string? folder, TimeProvider time)
    {
        Scenario = scenario;
        Clock = new VenueClock(time);
        RiskKeys = new RiskKeys(Clock);
        Keys = new KeyRing(scenario.Customers);
        Limits = new RateLimits(scenario.Limits);
        Book = new QuotedBook(this);
        _tapes = scenario.Markets.ToImmutableDictionary(market => market.Symbol, market => new MarketTape(market.Symbol), StringComparer.Ordinal);
        _customers = scenario.Customers.Select((customer, index) => Open(customer, 1_000 + index, folder))
            .ToImmutableDictionary(customer => customer.Name, StringComparer.Ordinal);
        _names = new NameSource(scenario.Seed, past: (ulong)_ids.Values.Sum(ids => ids.NextExecutionId - 1));
        Events.Subscribe(CountBack);
        Events.Subscribe(_replica.Remember);
        foreach (var symbol in Symbols)
            Requote(symbol);
    }

    /// <summary>What it started with.</summary>
    public Scenario Scenario { get; }

    /// <summary>Its clock.</summary>
    public VenueClock Clock { get; }

    /// <summary>All keys.</summary>
    public KeyRing Keys { get; }

    /// <summary>Tokens that open the streams of margin accounts.</summary>
    public ListenTokens ListenTokens { get; } = new();

    /// <summary>Keys that open the risk streams of cross margin accounts.</summary>
    internal RiskKeys RiskKeys { get; }

    /// <summary>Request limits.</summary>
    public RateLimits Limits { get; }

    /// <summary>Transfers between wallets.</summary>
    public TransferLog Transfers { get; } = new();

    /// <summary>Amendments of orders.</summary>
    public AmendmentLog Amendments { get; } = new();

    /// <summary>Requests received.</summary>
    public RequestJournal Journal { get; } = new();

    /// <summary>What happens.</summary>
    public IVenueEvents Events => _events;

    /// <summary>What goes wrong between gateway and engine.</summary>
    public IRequestFaults Faults { get; set; } = NoRequestFaults.Instance;

    /// <summary>How much of an order finds a counterpart.</summary>
    public SwitchableLiquidity Liquidity { get; } = new();

    /// <summary>What goes wrong with loans.</summary>
    public SwitchableLoanFaults LoanFaults { get; } = new();

    /// <summary>Fault: orders of that market that wait for a working order are refused when it has filled.</summary>
    public Func<string, bool> RefusesPendingLegs { get; set; } = _ => false;


    /// <summary>What lies on the book around the last price.</summary>
    public IBookView Book { get; set; }

    /// <summary>Traded pairs, by name.</summary>
    public IEnumerable<string> Symbols => Scenario.Markets.Select(market => market.Symbol).Order(StringComparer.Ordinal);

    /// <summary>Customers, by name.</summary>
    public IEnumerable<Customer> Customers => _customers.Values.OrderBy(customer => customer.Name, StringComparer.Ordinal);

    /// <summary>The customer of that name; null when there is none.</summary>
    public Customer? FindCustomer(string name) => _customers.GetValueOrDefault(name);

    /// <summary>The scenario of a market; null when there is none of that name.</summary>
    public MarketScenario? FindMarket(string symbol) => Scenario.Markets.FirstOrDefault(market => market.Symbol == symbol);

    /// <summary>A generated id of 22 letters and digits.</summary>
    public string NextName() => _names.Next();

    /// <summary>One turn for a customer's engine.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="act">What is done; gets the present time. Must not call the venue.</param>
    public T Turn<T>(Customer customer, Func<MatchingEngine, DateTimeOffset, T> act)
    {
        lock (_gate)
        {
            var now = Clock.Now;
            var result = act(customer.Engine, now);
            Publish(customer.Settle(now));
            return result;
        }
    }

    /// <summary>Looks at a customer's books; a lagging query sees them as they were.</summary>
    /// <param name="call">Whose, and how far it lags.</param>
    /// <param name="look">What is looked up. Must not call the venue.</param>
    public T Look<T>(Call call, Func<IAccountQueries, T> look)
    {
        lock (_gate)
        {
            var queries = call.Customer.Engine.Queries;
            return look(call.Lag > TimeSpan.Zero ? new LaggingQueries(queries, _replica, call.Customer, Clock.Now - call.Lag) : queries);
        }
    }

    /// <summary>Does something while no turn is under way, so that it sees all events of a turn or none. Must not call the venue.</summary>
    internal void BetweenTurns(Action act)
    {
        lock (_gate)
            act();
    }

    /// <summary>Looks at what the public saw of a market; null when there is none of that name.</summary>
    public T? Read<T>(string symbol, Func<MarketTape, T> read)
    {
        lock (_gate)
            return _tapes.TryGetValue(symbol, out var tape) ? read(tape) : default;
    }

    /// <summary>One trade of the market: the price jumps there, orders of all customers react, everybody hears of it.</summary>
    /// <param name="symbol">Market; nothing happens when there is none of that name.</param>
    /// <param name="price">Price, above 0.</param>
    /// <param name="quantity">Base, above 0.</param>
    /// <param name="isBuyerMaker">True when the taker sold.</param>
    public void Trade(string symbol, decimal price, decimal quantity, bool isBuyerMaker) => Trade(symbol, price, quantity, isBuyerMaker, Clock.Now);

    /// <inheritdoc cref="Trade(string, decimal, decimal, bool)"/>
    public void Trade(string symbol, decimal price, decimal quantity, bool isBuyerMaker, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_tapes.TryGetValue(symbol, out var tape))
                return;
            var trade = tape.Add(price, quantity, isBuyerMaker, at);
            _events.Publish(new VenueEvent.Traded(symbol, trade));
            foreach (var customer in Customers)
            {
                customer.Engine.Print(symbol, price, at);
                Publish(customer.Settle(at));
            }
            Requote(symbol);
        }
    }

    /// <summary>Best prices have changed without a trade, because the book has.</summary>
    public void Requote(string symbol)
    {
        lock (_gate)
        {
            if (!_tapes.TryGetValue(symbol, out var tape))
                return;
            var depth = Book.DepthOf(symbol, 1);
            var bid = depth.Bids.IsEmpty ? default : depth.Bids[0];
            var ask = depth.Asks.IsEmpty ? default : depth.Asks[0];
            tape.Quote = new BestQuote(tape.NextUpdateId(), bid.Price, bid.Quantity, ask.Price, ask.Quantity, Clock.Now);
            _events.Publish(new VenueEvent.Quoted(symbol, tape.Quote));
        }
    }

    /// <summary>Present rules of a market, the same for all customers; null when there is none of that name.</summary>
    public SymbolRules? RulesOf(string symbol)
    {
        lock (_gate)
            return Customers.First().Engine.RulesOf(symbol);
    }

    /// <summary>Present status of a market.</summary>
    public MarketStatus StatusOf(string symbol)
    {
        lock (_gate)
            return Customers.First().Engine.StatusOf(symbol);
    }

    /// <summary>Best and last price as the engines see them.</summary>
    public Core.Market.Quote QuoteOf(string symbol)
    {
        lock (_gate)
            return Customers.First().Engine.QuoteOf(symbol);
    }

    /// <summary>Changes the rules of a market for all customers.</summary>
    public void ChangeRules(SymbolRules rules) => ChangeMarket(rules.Symbol, engine => engine.UpdateRules(rules));

    /// <summary>Halts a market, or lets it trade again, for all customers.</summary>
    public void ChangeStatus(string symbol, MarketStatus status) => ChangeMarket(symbol, engine => engine.SetStatus(symbol, status));

    /// <summary>Sets the ticks between the last price and the best quotes of a market, for all customers.</summary>
    public void ChangeSpread(string symbol, int ticks) => ChangeMarket(symbol, engine => engine.SetSpread(symbol, ticks));

    /// <summary>Adds free funds to an account, or takes them away where the amount is negative.</summary>
    /// <exception cref="InvalidOperationException">Less is free.</exception>
    public void MoveFunds(Customer customer, AccountKey account, string asset, decimal amount)
    {
        lock (_gate)
        {
            var now = Clock.Now;
            if (amount < 0m)
                customer.Engine.Withdraw(asset, -amount, account);
            else
                customer.Engine.Deposit(asset, amount, account.Kind, account.Symbol);
            Publish(customer.Settle(now));
            _events.Publish(new VenueEvent.FundsMoved(customer, account, asset, amount, now));
        }
    }

    /// <summary>The customer moves free funds between accounts; the id of the transfer.</summary>
    /// <exception cref="InvalidOperationException">Less is free.</exception>
    public long Transfer(Customer customer, string asset, decimal amount, AccountKey from, AccountKey to)
    {
        lock (_gate)
        {
            var now = Clock.Now;
            customer.Engine.Transfer(asset, amount, from, to);
            Publish(customer.Settle(now));
            _events.Publish(new VenueEvent.FundsMoved(customer, from, asset, -amount, now));
            _events.Publish(new VenueEvent.FundsMoved(customer, to, asset, amount, now));
            return now.ToUnixTimeMilliseconds() * 1_000 + (_transfers++ % 1_000);
        }
    }

    /// <summary>A customer's orders, executions, loans and balances are gone, as when a test exchange is reset. Funds of the scenario come back.</summary>
    public void Reset(Customer customer)
    {
        lock (_gate)
        {
            customer.Engine.Reset();
            Fund(customer);
            customer.Settle(Clock.Now);
            _events.Publish(new VenueEvent.CustomerReset(customer, Clock.Now));
        }
    }

    /// <summary>Writes what waits; to be called about once a second.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            foreach (var customer in Customers)
            {
                customer.Engine.AccrueInterest(Clock.Now);
                Publish(customer.Settle(Clock.Now));
                customer.SavePrices();
            }
        }
    }

    /// <summary>Writes what waits and closes the books.</summary>
    public void Dispose()
    {
        Flush();
        foreach (var customer in Customers)
            customer.Dispose();
    }

    private void ChangeMarket(string symbol, Action<MatchingEngine> change)
    {
        lock (_gate)
        {
            foreach (var customer in Customers)
            {
                change(customer.Engine);
                Publish(customer.Settle(Clock.Now));
            }
            _events.Publish(new VenueEvent.MarketChanged(symbol, Clock.Now));
            Requote(symbol);
        }
    }

    private Customer Open(CustomerScenario customer, long uid, string? folder)
    {
        var books = folder is null ? null : PaperBooks.Open(Path.Combine(Directory.CreateDirectory(folder).FullName, customer.Name + ".db"));
        var opened = new Customer(customer.Name, uid, EngineSettings.Of(Scenario, Liquidity, LoanFaults, symbol => RefusesPendingLegs(symbol), IdsOf), books);
        foreach (var market in Scenario.Markets)
        {
            if (opened.Engine.RulesOf(market.Symbol) is null)
                opened.Engine.AddSymbol(EngineSettings.RulesOf(market), market.Price, Clock.Now);
            opened.Engine.SetSpread(market.Symbol, market.SpreadTicks);
        }
        if (opened.IsNew)
            Fund(opened);
        opened.Settle(Clock.Now);
        return opened;
    }

    /// <summary>One for all customers: an order id names one order of a market, whoever's it is.</summary>
    private MarketIds IdsOf(string symbol) =>
        _ids.TryGetValue(symbol, out var ids) ? ids : _ids[symbol] = new MarketIds();

    private void Fund(Customer customer)
    {
        var funds = Scenario.Customers.First(each => each.Name == customer.Name);
        foreach (var (asset, amount) in funds.Spot)
            customer.Engine.Deposit(asset, amount);
        foreach (var (asset, amount) in funds.Cross)
            customer.Engine.Deposit(asset, amount, TradingAccount.CrossMargin);
        foreach (var (symbol, amounts) in funds.Isolated)
        {
            foreach (var (asset, amount) in amounts)
                customer.Engine.Deposit(asset, amount, TradingAccount.IsolatedMargin, symbol);
        }
    }

    private void Publish(ImmutableArray<VenueEvent> events)
    {
        foreach (var happened in events)
            _events.Publish(happened);
    }

    /// <summary>The first execution of an order takes it off the count of unfilled orders.</summary>
    private void CountBack(VenueEvent happened)
    {
        if (happened is VenueEvent.OrdersChanged { Change: EngineEvent.OrderChanged { Kind: ExecutionKind.Trade, Fill: { } fill } change } orders
            && change.Order.Report.ExecutedQuantity == fill.Quantity)
        {
            Limits.OrdersOf(orders.Customer, change.Account.Kind.IsMargin()).Return(1, happened.At);
        }
    }
}
