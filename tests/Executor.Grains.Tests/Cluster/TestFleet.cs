using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Grains.Journal;
using Executor.Grains.Portfolio;
using Executor.Grains.Profiles;
using Executor.Grains.Storage;
using Executor.Silo.Hosting;
using Executor.Simulator.Engine;
using Executor.Simulator.Paper;
using Executor.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Executor.Grains.Tests.Cluster;

/// <summary>
/// A silo with the product's grains, SQLite storage and reminders, and a paper exchange, on a clock that only the test moves. Everything
/// that is durable stands in one folder; a second fleet on the same folder is a restart.
/// </summary>
internal sealed class TestFleet : IAsyncDisposable
{
    public const string Symbol = "BTCUSDC";
    public const string OtherSymbol = "ETHUSDC";

    private const string InnerStorage = "inner";

    private readonly PaperBooks? _books;
    private readonly InProcessTestCluster _cluster;
    private readonly Dictionary<string, DateTimeOffset> _newestBar = [];
    private bool _keepsFolder;

    private TestFleet(TestFleet twin)
    {
        (Folder, Clock, Paper, Exchange, Profiles, Limits) = (twin.Folder, twin.Clock, twin.Paper, twin.Exchange, twin.Profiles, twin.Limits);
        _cluster = Build(1);
    }

    private TestFleet(string folder, DateTimeOffset now, Action<TestFleet>? configure, short silos)
    {
        Folder = folder;
        Clock = new SteppingClock(now);
        _books = PaperBooks.Open(Path.Combine(folder, "books.db"));
        Paper = new PaperExchange(new EngineOptions(), _books, Clock);
        Exchange = new ScriptedExchange(Paper);
        Profiles[Symbol] = Profile(Symbol, 95_000m);
        Profiles[OtherSymbol] = Profile(OtherSymbol, 95_000m);
        foreach (var symbol in new[] { Symbol, OtherSymbol })
            Paper.OpenSymbol(Profiles[symbol].Rules, 95_000m);
        if (Paper.IsNew)
            Paper.Deposit("USDC", 10_000m);
        configure?.Invoke(this);
        _cluster = Build(silos);
    }

    public static DateTimeOffset Start { get; } = new(2025, 1, 13, 20, 0, 0, TimeSpan.Zero);

    public string Folder { get; }

    public string StateFile => Path.Combine(Folder, "state.db");

    public SteppingClock Clock { get; }

    public PaperExchange Paper { get; }

    public ScriptedExchange Exchange { get; }

    public StorageFaults Faults { get; } = new();

    public JournalCollector Journal { get; } = new();

    public FixedProfiles Profiles { get; } = new();

    public GrainOptions Options { get; } = new();

    /// <summary>What the exchange says of wallets; null: nothing, and a test pumps the reports itself.</summary>
    public ScriptedAccountEvents? AccountEvents { get; set; }

    public PortfolioLimits Limits { get; set; } = PortfolioLimits.None;

    public InProcessTestCluster Cluster => _cluster;

    public static async Task<TestFleet> StartAsync(Action<TestFleet>? configure = null, string? folder = null, DateTimeOffset? now = null, short silos = 1)
    {
        var fleet = new TestFleet(folder ?? Directory.CreateTempSubdirectory("executor-").FullName, now ?? Start, configure, silos);
        await fleet.BeginAsync();
        return fleet;
    }

    /// <summary>A second cluster that knows nothing of this one and works on the same storage and the same exchange: the other side of a partition.</summary>
    public async Task<TestFleet> SplitAsync()
    {
        var twin = new TestFleet(this);
        await twin.BeginAsync();
        return twin;
    }

    /// <summary>The process dies and another one starts on what it left behind. What was not stored is gone, events included.</summary>
    public async Task<TestFleet> RestartAsync(TimeSpan downFor = default, Action<TestFleet>? configure = null)
    {
        var (folder, now, limits) = (Folder, Clock.GetUtcNow() + downFor, Limits);
        _keepsFolder = true;
        await DisposeAsync();
        return await StartAsync(configure ?? (fleet => fleet.Limits = limits), folder, now);
    }

    public IPositionGrain Position(string symbol = Symbol) => _cluster.Client.GetGrain<IPositionGrain>(symbol);

    public IMarketGrain Market(string symbol = Symbol) => _cluster.Client.GetGrain<IMarketGrain>(symbol);

    public ISignalIngestGrain Ingest(string symbol = Symbol) => _cluster.Client.GetGrain<ISignalIngestGrain>($"DeltaScout/{symbol}");

    public IFleetGrain Fleet() => _cluster.Client.GetGrain<IFleetGrain>(0);

    public IPortfolioGrain Portfolio() => _cluster.Client.GetGrain<IPortfolioGrain>(0);

    public IAccountGrain Account(string key = "cross") => _cluster.Client.GetGrain<IAccountGrain>(key);

    public IAccountReviewGrain Review(string symbol = Symbol) => _cluster.Client.GetGrain<IAccountReviewGrain>(symbol);

    public IAccountEventsGrain Wallet(string key = "spot") => _cluster.Client.GetGrain<IAccountEventsGrain>(key);

    public ITradeLedgerGrain Ledger(string symbol = Symbol) => _cluster.Client.GetGrain<ITradeLedgerGrain>(symbol);

    public Task<PositionView> ViewAsync(string symbol = Symbol) => Position(symbol).GetViewAsync(CancellationToken.None);

    public Task<SignalReply> SignalAsync(string key = "signal-1", string symbol = Symbol) => SignalAtAsync(key, Paper.QuoteOf(symbol).Last, symbol);

    public Task<SignalReply> SignalAtAsync(string key, decimal price, string symbol = Symbol, PositionSide side = PositionSide.Long) =>
        Position(symbol).SubmitAsync(new Signal { Key = key, Side = side, Time = Clock.GetUtcNow(), Price = price }, CancellationToken.None);

    /// <summary>Moves the price and tells everybody: orders' events first, then the quote.</summary>
    public async Task MoveAsync(decimal price, string symbol = Symbol)
    {
        Paper.MovePrice(symbol, price, Clock.GetUtcNow());
        await PumpAsync();
        await Market(symbol).QuoteAsync(Paper.QuoteOf(symbol), CancellationToken.None);
        await PumpAsync();
    }

    /// <summary>The last minutes and the quote of now, as a market intake gives them.</summary>
    public async Task ShowMarketAsync(string symbol)
    {
        var now = Clock.GetUtcNow();
        _newestBar[symbol] = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var last = Paper.QuoteOf(symbol).Last;
        ImmutableArray<Bar> bars = [.. Enumerable.Range(-5, 6).Select(minute => new Bar(_newestBar[symbol].AddMinutes(minute), last + 20m, last - 30m, last))];
        await Market(symbol).AppendBarsAsync(bars, CancellationToken.None);
        await Market(symbol).QuoteAsync(Paper.QuoteOf(symbol), CancellationToken.None);
    }

    /// <summary>Delivers what happened to orders, and what follows from that.</summary>
    public async Task PumpAsync()
    {
        while (Paper.Events.TryRead(out var report))
            await Position(report.Symbol).OrderUpdatedAsync(report, CancellationToken.None);
    }

    /// <summary>Tells of orders as the events of a wallet do: at once, while the position may be waiting for an answer.</summary>
    public async Task<IReadOnlyList<OrderReport>> NoticeAsync(int reports)
    {
        var told = new List<OrderReport>();
        while (told.Count < reports)
        {
            var report = await Patience.ForAsync(Paper.Events.ReadAsync(TestContext.Current.CancellationToken).AsTask());
            told.Add(report);
            await Position(report.Symbol).NoticeOrderAsync(report);
        }

        return told;
    }

    /// <summary>Loses what happened to orders, as a cut stream does.</summary>
    public void LoseEvents()
    {
        while (Paper.Events.TryRead(out _))
        {
        }
    }

    public async Task BarAsync(decimal high, decimal low, decimal close, string symbol = Symbol)
    {
        _newestBar[symbol] = _newestBar[symbol].AddMinutes(1);
        await Market(symbol).AppendBarsAsync([new Bar(_newestBar[symbol], high, low, close)], CancellationToken.None);
    }

    /// <summary>Names of the durable reminders of the position.</summary>
    public async Task<string[]> RemindersAsync(string symbol = Symbol)
    {
        var table = _cluster.Silos[0].ServiceProvider.GetRequiredService<IReminderTable>();
        var rows = await table.ReadRows(Position(symbol).GetGrainId());
        return [.. rows.Reminders.Select(row => row.ReminderName).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<OrderReport> Resting(string symbol = Symbol) => Paper.OpenOrdersOf(symbol);

    public int Entries(string symbol = Symbol) => Paper.OrdersOf(symbol).Count(order => order.Side == OrderSide.Buy);

    /// <summary>Lets time pass second by second, and waits each time until the position has nothing left to do.</summary>
    public async Task PassAsync(TimeSpan span, string symbol = Symbol)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(1))
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Position(symbol).EnsureAliveAsync(CancellationToken.None); // takes its turn behind what the clock has set off
            await PumpAsync();
        }
    }

    public decimal Held(string symbol = Symbol) => Paper.BalanceOf(Profiles[symbol].Rules.BaseAsset).Total;

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        if (_books is null)
            return; // the exchange is the twin's
        Paper.Dispose();
        _books.Dispose();
        if (!_keepsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private static SymbolProfile Profile(string symbol, decimal price) =>
        new(new SymbolSettings { Symbol = symbol }, SymbolRulesDefaults.For(symbol, price, 2, new RuleOverrides()));

    private InProcessTestCluster Build(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ServiceId = "executor-tests"; // part of every row's key: the same after a restart
        builder.ConfigureSilo((_, silo) => Compose(silo));
        return builder.Build();
    }

    private async Task BeginAsync()
    {
        await _cluster.DeployAsync();
        await ShowMarketAsync(Symbol);
        await ShowMarketAsync(OtherSymbol);
    }

    private void Compose(ISiloBuilder silo)
    {
        silo.AddSqliteStorage(StateFile, InnerStorage);
        silo.Services.AddGrainStorage(StorageNames.Grains, (services, _) =>
            new FaultyStorage(services.GetRequiredKeyedService<IGrainStorage>(InnerStorage), Faults));
        silo.AddSqliteReminders(StateFile);
        silo.Services.AddGrainStateSchemas();

        silo.Services.AddSingleton<TimeProvider>(Clock);
        silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Clock);

        silo.Services.AddSingleton(Limits);
        silo.Services.AddExecutorGrains();
        silo.Services.Configure<GrainOptions>(options =>
        {
            (options.ExchangeTimeout, options.SendLease, options.SweepEvery) = (Options.ExchangeTimeout, Options.SendLease, Options.SweepEvery);
            (options.GatePatience, options.LoanSpacing) = (Options.GatePatience, Options.LoanSpacing);
            (options.ShutdownRetry, options.EmergencyCooldown) = (Options.ShutdownRetry, Options.EmergencyCooldown);
        });
        silo.Services.AddSingleton<IExchange>(Exchange);
        if (AccountEvents is not null)
            silo.Services.AddSingleton<IAccountEvents>(AccountEvents);
        silo.Services.AddSingleton<ISymbolProfiles>(Profiles);
        silo.Services.AddSingleton<IJournalSink>(Journal);
    }
}
