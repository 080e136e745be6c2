using System.Text;
using System.Text.Json;
using Executor.Core.Ledger;

namespace Executor.ScenarioTests.Running;

/// <summary>
/// One exchange and one executor, each in a process of its own, with a scout, a market that is alive, hands on the account, and books that are
/// watched from the first moment to the last.
/// </summary>
internal sealed class Scenario : IAsyncDisposable
{
    private readonly ScenarioSetup _setup;
    private readonly string _folder;
    private readonly Dictionary<string, ScoutFiles> _scouts;
    private readonly Dictionary<string, decimal> _prices;
    private readonly StringBuilder _before = new();
    private SiloProcess? _silo;

    private Scenario(ScenarioSetup setup, string folder, SimulatorProcess exchange)
    {
        (_setup, _folder, Exchange) = (setup, folder, exchange);
        _prices = setup.Symbols.ToDictionary(symbol => symbol, ScenarioSetup.PriceOf);
        _scouts = setup.Symbols.ToDictionary(
            symbol => symbol, symbol => new ScoutFiles(Directory.CreateDirectory(Path.Combine(folder, symbol)).FullName, ScenarioSetup.PriceOf(symbol), setup.FeedLow));
    }

    public SimulatorProcess Exchange { get; }

    /// <summary>The executor; throws while none runs.</summary>
    public SiloProcess Silo => _silo ?? throw new InvalidOperationException("No executor runs.");

    /// <summary>The first symbol.</summary>
    public string Symbol => _setup.Symbols[0];

    /// <summary>Price of <see cref="Symbol"/> at which the market stands.</summary>
    public decimal Price => _prices[Symbol];

    /// <summary>False: nothing is traded unless the scenario says so.</summary>
    public bool IsAlive { get; set; } = true;

    /// <summary>Folder of everything that the executor keeps.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>An exchange that is up and an executor that follows its signals.</summary>
    public static async Task<Scenario> StartAsync(ScenarioSetup setup, string folder)
    {
        var scenario = new Scenario(setup, folder, await SimulatorProcess.StartAsync(folder));
        try
        {
            await scenario.StartSiloAsync();
            return scenario;
        }
        catch
        {
            await scenario.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the executor on the data it left, with some settings changed, and waits until it follows signals.</summary>
    public async Task StartSiloAsync(params (string Name, string Value)[] changed)
    {
        await LaunchSiloAsync(changed);
        await Silo.ReadyAsync(BreatheAsync);
    }

    /// <summary>Starts the executor and returns at once.</summary>
    public Task LaunchSiloAsync(params (string Name, string Value)[] changed)
    {
        var settings = _setup.SettingsOf(Exchange, _folder, _scouts);
        foreach (var (name, value) in changed)
            settings[name] = value;
        _silo = SiloProcess.Start(settings, _folder);
        return Task.CompletedTask;
    }

    /// <summary>Another executor with the same settings but some, on the same signals; it returns at once. Its journal is its own when its folder is.</summary>
    public SiloProcess StartAnotherSilo(params (string Name, string Value)[] changed)
    {
        var settings = _setup.SettingsOf(Exchange, _folder, _scouts);
        foreach (var (name, value) in changed)
            settings[name] = value;
        return SiloProcess.Start(settings, _folder);
    }

    /// <summary>SIGKILL of the executor.</summary>
    public async Task KillSiloAsync()
    {
        await Silo.KillAsync();
        _before.Append(_silo!.Output).AppendLine("--- killed ---");
        await _silo.DisposeAsync();
        _silo = null;
    }

    /// <summary>A signal of this moment on the first symbol, or another.</summary>
    public Task PeakAsync(string kind = "long", string? symbol = null) => _scouts[symbol ?? Symbol].PeakAsync(kind);

    /// <summary>The signal log of the first symbol.</summary>
    public string SignalLog => _scouts[Symbol].SignalLog;

    /// <summary>A signal with a price of its own: within one minute the same price would be the same signal.</summary>
    public Task PeakAtAsync(decimal price, string kind = "long", TimeSpan age = default) => _scouts[Symbol].PeakAsync(kind, price, age);

    /// <summary>Opens a position and waits until all its exits rest.</summary>
    public async Task<PositionSeen> OpenAsync(string kind = "long", string? symbol = null)
    {
        await PeakAsync(kind, symbol);
        return await PositionAsync(position => position.IsProtected, symbol);
    }

    /// <summary>Price walks to a level, and every order on the way reacts; the market stays there.</summary>
    public Task MoveAsync(decimal price, string? symbol = null)
    {
        _prices[symbol ?? Symbol] = price;
        return Exchange.MoveAsync(symbol ?? Symbol, price);
    }

    /// <summary>Price is at a level from one trade to the next; the market stays there.</summary>
    public Task JumpAsync(decimal price, string? symbol = null)
    {
        _prices[symbol ?? Symbol] = price;
        return Exchange.JumpAsync(symbol ?? Symbol, price);
    }

    /// <summary>Returns when the position is as wanted.</summary>
    public Task<PositionSeen> PositionAsync(Func<PositionSeen, bool> isWanted, string? symbol = null) =>
        Silo.PositionAsync(symbol ?? Symbol, isWanted, BreatheAsync);

    /// <summary>Returns when the position is flat.</summary>
    public Task<PositionSeen> FlatAsync(string? symbol = null) => PositionAsync(position => position.IsFlat, symbol);

    /// <summary>Returns when the position is flat and a signal may open the next one.</summary>
    public Task<PositionSeen> FreeAsync() => PositionAsync(position => position.IsFlat && !(position.CooldownUntil > TimeProvider.System.GetUtcNow()));

    /// <summary>Returns when the condition holds; the market breathes meanwhile.</summary>
    public Task UntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(
        async () =>
        {
            await BreatheAsync();
            return await condition();
        },
        () => Output);

    /// <summary>Sets a fault, does what leads into it, and returns when it has struck.</summary>
    public async Task StrikeAsync(object rule, Func<Task> cause)
    {
        var fault = await Exchange.FaultAsync(rule);
        await cause();
        await UntilAsync(async () => await Exchange.StruckAsync(fault) > 0);
    }

    /// <summary>A signal comes; its entry is carried out and the answer to it held back. Returns when the entry has executed.</summary>
    public async Task EnterWithoutAnswerAsync(TimeSpan held)
    {
        var rule = new { fault = "AcceptThenHold", endpoint = "POST /api/v3/order", symbol = Symbol, count = 1, delayMs = (int)held.TotalMilliseconds };
        await StrikeAsync(rule, () => PeakAsync());
        await OrdersAsync(orders => orders.Any(order => order is { IsEntry: true, Status: "Filled" })); // a fault has struck before what it lets through is done
    }

    /// <summary>Nothing that happens to orders and balances is told from now on; the connection stands.</summary>
    public async Task LoseEventsAsync()
    {
        foreach (var kind in new[] { "executionReport", "listStatus", "outboundAccountPosition" })
            await Exchange.FaultAsync(new { fault = "EventLoss", endpoint = kind });
    }

    /// <summary>Orders on the exchange's books for the first symbol.</summary>
    public Task<IReadOnlyList<SimulatedOrder>> OrdersAsync() => Exchange.OrdersAsync(Symbol);

    /// <summary>Orders on the exchange's books, once they are as wanted.</summary>
    public async Task<IReadOnlyList<SimulatedOrder>> OrdersAsync(Func<IReadOnlyList<SimulatedOrder>, bool> areWanted)
    {
        IReadOnlyList<SimulatedOrder> orders = [];
        await UntilAsync(async () => areWanted(orders = await OrdersAsync()));
        return orders;
    }

    /// <summary>Stops that rest on the exchange for the first symbol.</summary>
    public async Task<IReadOnlyList<SimulatedOrder>> StopsAsync(string? symbol = null) =>
        [.. (await Exchange.OrdersAsync(symbol ?? Symbol)).Where(order => order is { Rests: true, IsStop: true })];

    /// <summary>Stops that rest on the exchange, once they are as wanted.</summary>
    public async Task<IReadOnlyList<SimulatedOrder>> StopsAsync(Func<IReadOnlyList<SimulatedOrder>, bool> areWanted)
    {
        IReadOnlyList<SimulatedOrder> stops = [];
        await UntilAsync(async () => areWanted(stops = await StopsAsync()));
        return stops;
    }

    /// <summary>Base held on the wallet that is traded on.</summary>
    public async Task<decimal> HeldAsync() => (await Exchange.BalanceAsync(_setup.Account, Symbol[..^4])).Total;

    /// <summary>Base that the executor's entries have brought in, less commission, in whole lots: what is to be protected.</summary>
    public async Task<decimal> BoughtAsync()
    {
        const decimal LotStep = 0.00001m;
        var entries = (await OrdersAsync()).Where(order => order.IsEntry).Select(order => order.OrderId).ToHashSet();
        var net = (await Exchange.FillsAsync(Symbol)).Where(fill => entries.Contains(fill.OrderId))
            .Sum(fill => fill.Quantity - (fill.CommissionAsset == Symbol[..^4] ? fill.Commission : 0m));
        return net - (net % LotStep);
    }

    /// <summary>Symbols whose position is flat.</summary>
    public async Task<IReadOnlyList<string>> FlatSymbolsAsync()
    {
        var flat = new List<string>();
        foreach (var symbol in _setup.Symbols)
        {
            if ((await PositionAsync(_ => true, symbol)).IsFlat)
                flat.Add(symbol);
        }

        return flat;
    }

    /// <summary>The executor's ledger, once every trade that the journal says is closed stands in it.</summary>
    public async Task<IReadOnlyList<TradeRecord>> LedgerAsync()
    {
        IReadOnlyList<TradeRecord> records = [];
        await UntilAsync(async () =>
        {
            var text = await Silo.TextAsync("/reports?format=jsonl") ?? "";
            records = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, LedgerJson.Default.TradeRecord)!)];
            return Journal.Where(entry => entry.Name == "TRADE_CLOSED").All(entry => records.Any(record => record.Key == entry.TradeKey && record.Symbol == entry.Symbol));
        });
        return records;
    }

    /// <summary>The journal so far.</summary>
    public IReadOnlyList<JournalEntry> Journal => new JournalFile(Path.Combine(DataFolder, "executor.log")).Read();

    /// <summary>When an event of a trade was decided.</summary>
    public DateTimeOffset EventTime(string name, string tradeKey) => Journal.First(entry => entry.Name == name && entry.TradeKey == tradeKey).At;

    /// <summary>The first event of a name, once it is in the journal.</summary>
    public async Task<JournalEntry> JournalAsync(string name, Func<JournalEntry, bool>? isWanted = null)
    {
        JournalEntry? found = null;
        await UntilAsync(() =>
        {
            found = Journal.FirstOrDefault(entry => entry.Name == name && (isWanted is null || isWanted(entry)));
            return Task.FromResult(found is not null);
        });
        return found!;
    }

    /// <summary>Everything that the executor has printed, over all its lives.</summary>
    public string Output => $"{_before}{_silo?.Output}";

    /// <summary>
    /// Nothing goes wrong any more: within bounded time every position is flat, or under stops for all that is open (S8).
    /// </summary>
    public async Task ComeToRestAsync()
    {
        await Exchange.EndFaultsAsync();
        if (_silo is null)
            await StartSiloAsync();
        IsAlive = true;
        foreach (var symbol in _setup.Symbols)
            await PositionAsync(position => position.UnknownIntents == 0 && (position.IsFlat || position.IsProtected), symbol);
    }

    /// <summary>One trade a symbol beside the last price.</summary>
    public async Task BreatheAsync()
    {
        if (!IsAlive)
            return;
        foreach (var (symbol, price) in _prices)
            await Exchange.BreatheAsync(symbol, price);
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        await Exchange.DisposeAsync();
    }
}
