using System.Globalization;
using Executor.BooksAudit;
using Executor.Core.Exchange;
using Executor.ScenarioTests.Running;
using Executor.Simulator.Server.Scenarios;
using Executor.Soak.Running;
using Executor.TestServers;

namespace Executor.ClusterTests.Running;

/// <summary>Silos, stores and an exchange, each in a process of its own, and books that are judged from the first row to the last.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const int Silos = 3;
    private const ulong Seed = 20261123;
    private const int MarketMinutes = 600;

    /// <summary>What a silo needs to start, and what a position needs to be taken over.</summary>
    private const int WeightOfAStart = 600, WeightOfATakeover = 20;

    /// <summary>Of the weight a minute, what reads may use.</summary>
    private const decimal ShareOfReads = 0.6m;

    /// <summary>Each position may have to wait for the minute after the one in which its last signal was refused, some of them twice.</summary>
    private static readonly TimeSpan PatienceToOpen = TimeSpan.FromMinutes(4);

    /// <summary>Longer than the cooldown: a signal that is refused counts as answered for the rest of its minute.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);


    private readonly IReadOnlyList<IAsyncDisposable> _owned;
    private readonly Audit _audit = new(new AuditOptions { Unnoticed = TimeSpan.FromSeconds(30) });
    private readonly HistoryReader _history;
    private readonly RedisServer _redis;
    private readonly AzuriteServer? _azurite;
    private readonly int _weightOfReads;

    private Cluster(
        ClusterOptions options, IReadOnlyList<IAsyncDisposable> owned, IReadOnlyList<TradedSymbol> roster, SimulatorControl exchange, RedisServer redis, AzuriteServer? azurite,
        Network? network) =>
        (_owned, Roster, Exchange, _history, _redis, _azurite, Network, _weightOfReads) =
        (owned, roster, exchange, new HistoryReader(exchange.Http), redis, azurite, network, (int)(options.Weight * ShareOfReads));

    public IReadOnlyList<TradedSymbol> Roster { get; }

    public SimulatorControl Exchange { get; }

    /// <summary>The machines of the silos; null where the system gives none, and all silos are on the loopback of the tests.</summary>
    public Network? Network { get; }

    public IReadOnlyList<ClusterSilo> All { get; private set; } = [];

    /// <summary>Silos that run, frozen ones included.</summary>
    public IReadOnlyList<ClusterSilo> Up => [.. All.Where(silo => silo.IsUp)];

    public static async Task<Cluster> StartAsync(ClusterOptions options, string folder)
    {
        IReadOnlyList<TradedSymbol> roster =
            [.. Enumerable.Range(1, options.Symbols).Select(number => new TradedSymbol($"C{number:00}", 50m + (number * 3m), TradingAccount.Spot, "OCO", "MANUAL", "MARKET_ONLY"))];
        List<IAsyncDisposable> owned = [];
        try
        {
            var network = Own(await NetworkAsync(Path.GetFileName(folder)));
            var exchange = Own(await SimulatorControl.StartAsync(folder, roster, Seed, options.Weight));
            var azurite = Own(options.Storage == "Azure" ? await AzuriteServer.StartAsync() : null);
            var redis = Own(await RedisServer.StartAsync());
            var cluster = new Cluster(options, [.. owned], roster, exchange, redis, azurite, network);
            owned = [cluster];
            await MarketFeed.PlayAsync(exchange, roster, folder, MarketMinutes, 1m, Seed);
            cluster.All =
            [
                .. Enumerable.Range(1, Silos).Select(number =>
                {
                    var machine = network?.Machines[number - 1] ?? Machine.This;
                    return new ClusterSilo(
                        Directory.CreateDirectory(Path.Combine(folder, $"silo-{number}")).FullName, machine, new StoreLinks(machine, redis, azurite),
                        new TcpLink(machine, exchange.Http.BaseAddress!.Port), cluster.StartSiloAsync);
                }),
            ];
            await Task.WhenAll(cluster.All.Select(silo => silo.StartAsync()));
            return cluster;
        }
        catch
        {
            await EndAsync(owned);
            throw;
        }

        T Own<T>(T one)
        {
            if (one is IAsyncDisposable disposable)
                owned.Add(disposable);
            return one;
        }
    }

    /// <summary>Opens what is flat, and returns when every position is open under its stops.</summary>
    public async Task OpenAllAsync()
    {
        var asked = new Dictionary<string, (DateTimeOffset At, string Answer)>(StringComparer.Ordinal);
        var flatSince = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        IReadOnlyList<PositionShown> seen = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var silo = Up[0].Control;
                seen = await silo.PositionsAsync();
                var prices = await Exchange.PricesAsync();
                var now = TimeProvider.System.GetUtcNow();
                foreach (var position in seen)
                {
                    if (position.IsFlat)
                        flatSince.TryAdd(position.Symbol, now);
                    else
                        flatSince.Remove(position.Symbol);
                }

                foreach (var flat in seen.Where(position => position.IsFlat && now - flatSince[position.Symbol] > Rest && now - asked.GetValueOrDefault(position.Symbol).At > Rest))
                    asked[flat.Symbol] = (now, await silo.PeakAsync(flat.Symbol, "long", prices[flat.Symbol]));
                return seen.Count == Roster.Count && seen.All(position => position.IsProtected);
            },
            () => string.Join('\n', seen.Where(position => !position.IsProtected).Select(position => StoryOf(position, asked.GetValueOrDefault(position.Symbol).Answer)))
                + $"\n{Up[0].Output}",
            PatienceToOpen);
    }

    /// <summary>Opens what is flat, and waits until the exchange has room for what many positions ask it when they are taken over.</summary>
    public async Task PrepareAsync()
    {
        await OpenAllAsync();
        var room = TimeSpan.FromMinutes(1);
        var most = Math.Max(WeightOfAStart, _weightOfReads - WeightOfAStart - (Roster.Count * WeightOfATakeover));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var waited = TimeSpan.Zero; waited < room && await WeightOfThisMinuteAsync() > most; waited += timer.Period)
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Symbols without a position, as a silo has it that can know.</summary>
    public async Task<IReadOnlySet<string>> ClosedAsync()
    {
        var positions = await All.First(silo => silo.IsAmongOthers).Control.PositionsAsync();
        return positions.Where(position => position.IsFlat).Select(position => position.Symbol).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Ends the store of positions and the list of silos.</summary>
    public async Task StopStoresAsync()
    {
        await _redis.StopAsync();
        if (_azurite is not null)
            await _azurite.StopAsync();
    }

    public async Task StartStoresAsync()
    {
        await _redis.StartAgainAsync();
        if (_azurite is not null)
            await _azurite.StartAgainAsync();
    }

    /// <summary>Returns when every position is at rest: flat, or open under its stops with nothing in doubt. Any silo has to know.</summary>
    public Task AtRestAsync(ClusterSilo asked) => UntilAsync(asked, position => position.IsFlat || position.IsProtected);

    /// <summary>S1 to S8 up to now; fails with what is broken.</summary>
    public async Task AssertCleanAsync()
    {
        // The market goes on: between what a silo says and the reading of the books it may have reached a target.
        await Eventually.TrueAsync(
            async () =>
            {
                await AtRestAsync(Up[0]);
                await TakeBooksAsync();
                return _audit.IsAtRest;
            },
            () =>
            {
                _audit.AtRest();
                return $"{string.Join('\n', _audit.Violations)}\n{Up[0].Output}";
            });
        Assert.Empty(_audit.Violations);
    }

    /// <summary>Closes everything, and compares books and ledger to the end.</summary>
    public async Task CloseAndAssertCleanAsync()
    {
        await AssertCleanAsync();
        var silo = Up[0];
        foreach (var open in (await silo.Control.PositionsAsync()).Where(position => !position.IsFlat))
            await silo.Control.FlattenAsync(open.Symbol);
        await UntilAsync(silo, position => position.IsFlat);
        await TakeBooksAsync();
        _audit.AtFlat();
        _audit.Compare(await silo.Control.LedgerAsync());
        Assert.Empty(_audit.Violations);
    }

    /// <summary>The longest time in which something was under no stop, from an entry's execution to its first stop included.</summary>
    public TimeSpan LongestUncovered => _audit.Uncovered is [var longest, ..] ? longest.Length : TimeSpan.Zero;

    /// <summary>How many trades and executions the books show.</summary>
    public (int Trades, int Executions) Judged => (_audit.Trades, _audit.Executions);

    /// <summary>Prints what the busiest minute cost of the weight that all silos share.</summary>
    public async Task PrintBusiestMinuteAsync()
    {
        using var statistics = await Exchange.GetAsync("/statistics");
        var busiest = statistics.RootElement.EnumerateArray()
            .Select(row => (Minute: row.GetProperty("minute").GetString(), Endpoint: row.GetProperty("endpoint").GetString(), Weight: row.GetProperty("weight").GetInt32()))
            .GroupBy(row => row.Minute).MaxBy(minute => minute.Sum(row => row.Weight))!;
        var parts = busiest.GroupBy(row => row.Endpoint).Select(endpoint => (endpoint.Key, Weight: endpoint.Sum(row => row.Weight))).OrderByDescending(part => part.Weight);
        Console.WriteLine($"figure: cluster, weight of the busiest minute {busiest.Sum(row => row.Weight)}: {string.Join(", ", parts.Select(part => $"{part.Key} {part.Weight}"))}");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await KeepLogsAsync();
        }
        finally
        {
            await EndAsync(All);
            await EndAsync(_owned);
        }
    }

    private async Task KeepLogsAsync()
    {
        if (ClusterOptions.Logs is not { } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var silo in All)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{Path.GetFileName(silo.Folder)}.log"), silo.Output);
    }

    private static async Task EndAsync(IEnumerable<IAsyncDisposable> all)
    {
        foreach (var each in all.Reverse())
            await each.DisposeAsync();
    }

    private static async Task<Network?> NetworkAsync(string name)
    {
        try
        {
            return await Network.CreateAsync(name, Silos);
        }
        catch (NotSupportedException exception)
        {
            Console.WriteLine($"figure: cluster, no silo is cut off from its peers alone, for want of network namespaces (root): {exception.Message}");
            return null;
        }
    }

    /// <summary>A position, what its last signal was answered, and what all silos have said of it.</summary>
    private string StoryOf(PositionShown position, string? answer) => string.Join('\n',
        [$"{position}, last answer {answer}", .. All.SelectMany(silo => silo.Output.Split('\n')).Where(line => line.Contains(position.Symbol, StringComparison.Ordinal) && !line.Contains("positions:", StringComparison.Ordinal)).TakeLast(40)]);

    private async Task UntilAsync(ClusterSilo asked, Func<PositionShown, bool> isWanted)
    {
        IReadOnlyList<PositionShown> seen = [];
        await Eventually.TrueAsync(
            async () => (seen = await asked.Control.PositionsAsync()).Count == Roster.Count && seen.All(isWanted),
            () => $"{string.Join('\n', seen)}\n{asked.Output}");
    }

    private async Task TakeBooksAsync() => _audit.Take(await _history.ReadAsync(TestContext.Current.CancellationToken));

    private async Task<int> WeightOfThisMinuteAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var statistics = await Exchange.GetAsync(FormattableString.Invariant($"/statistics?since={now:yyyy-MM-ddTHH:mm:00Z}"));
        return statistics.RootElement.EnumerateArray().Sum(row => row.GetProperty("weight").GetInt32());
    }

    private Task<SiloControl> StartSiloAsync(ClusterSilo silo)
    {
        var settings = new Dictionary<string, string>
        {
            ["BINANCE_BASE_URL"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{silo.Exchange.Port}"),
            ["BINANCE_API_KEY"] = DefaultScenario.HmacKey,
            ["BINANCE_API_SECRET"] = DefaultScenario.HmacSecret,
            ["EXECUTOR_SILO_ADDRESS"] = silo.Machine.Address.ToString(),
            ["EXECUTOR_SILO_PORT"] = "0",
            ["QTY_USD"] = "100",
            ["SL_PCT"] = "0.01", // far from the market: a position is there to be struck by faults
            ["SWING_MINS"] = "3",
            ["COOLDOWN_SEC"] = "1",
            ["LOCK_SEC"] = "1",
            ["MANAGE_EVERY_SEC"] = "1",
            ["RECONCILE_EVERY_SEC"] = "60", // a look soon after a take-over is one of it, and not of the clock
            ["INVAR_EVERY_SEC"] = "5",
            ["TRAIL_UPDATE_EVERY_SEC"] = "5",
        };
        foreach (var (name, value) in silo.Stores.Settings())
            settings[name] = value;
        if (silo.Skew != TimeSpan.Zero)
        {
            settings["LD_PRELOAD"] = Path.Combine(ServerProcess.Folder, "faketime", "libfaketimeMT.so.1");
            settings["FAKETIME"] = string.Create(CultureInfo.InvariantCulture, $"{silo.Skew.TotalSeconds:+0;-0}s");
            settings["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        }

        return SiloControl.StartAsync(silo.Machine, Exchange, Roster, silo.Folder, settings, () => Task.CompletedTask);
    }
}
