using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Settings;
using Executor.Grains;
using Executor.Grains.Journal;
using Executor.Grains.Profiles;
using Executor.Grains.Storage;
using Executor.Silo.Hosting;
using Executor.Simulator.Engine;
using Executor.Simulator.Paper;
using Executor.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Executor.CrashHost;

/// <summary>The product's grains, storage, reminders and paper exchange in one silo, with the kill switch between them.</summary>
internal static class CrashSilo
{
    private const string InnerStorage = "inner";

    public static SymbolSettings Settings { get; } = new()
    {
        Symbol = CrashSettings.Symbol,
        Cooldown = TimeSpan.FromSeconds(10),
        Lock = TimeSpan.FromSeconds(2),
    };

    public static IHost Build(CrashSettings settings, TimeProvider clock, KillSwitch killer)
    {
        var books = PaperBooks.Open(Path.Combine(settings.Folder, "books.db"));
        var paper = new PaperExchange(new EngineOptions(), books, clock);
        var rules = SymbolRulesDefaults.For(CrashSettings.Symbol, CrashSettings.StartPrice, 2, new RuleOverrides());
        paper.OpenSymbol(rules, CrashSettings.StartPrice);
        if (paper.BalanceOf(rules.QuoteAsset).Total == 0m)
            paper.Deposit(rules.QuoteAsset, 1_000_000m);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort(), serviceId: "crash", clusterId: "crash");
            var file = Path.Combine(settings.Folder, "state.db");
            silo.AddSqliteStorage(file, InnerStorage).AddSqliteReminders(file);
            silo.Services.AddGrainStorage(StorageNames.Grains, (services, _) =>
                new KillingStorage(services.GetRequiredKeyedService<IGrainStorage>(InnerStorage), killer));
            AddTime(silo.Services, clock);
            silo.Services
                .AddGrainStateSchemas()
                .AddExecutorGrains()
                .Configure<GrainOptions>(options =>
                {
                    options.ExchangeTimeout = TimeSpan.FromSeconds(60);
                    options.SendLease = TimeSpan.FromSeconds(20);
                })
                .AddSingleton(paper)
                .AddSingleton<IExchange>(new KillingExchange(paper, killer))
                .AddSingleton<ISymbolProfiles>(new OneProfile(new SymbolProfile(Settings, rules)))
                .AddSingleton<IJournalSink>(new NoJournal());
        });
        return builder.Build();
    }

    /// <summary>The grains' time is fast; the runtime's own loops stay on the wall clock.</summary>
    private static void AddTime(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        string[] background =
        [
            TimeProviderNames.Messaging, TimeProviderNames.SystemTimers, TimeProviderNames.Membership, TimeProviderNames.ActivationManagement,
            TimeProviderNames.GrainDirectory,
        ];
        foreach (var area in background)
            services.AddKeyedSingleton<TimeProvider>(area, TimeProvider.System);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class OneProfile(SymbolProfile profile) : ISymbolProfiles
    {
        public ValueTask<SymbolProfile> GetAsync(string symbol, CancellationToken cancellationToken) => ValueTask.FromResult(profile);

        public TradingAccount? AccountOf(string symbol) => profile.Settings.Account;
    }

    private sealed class NoJournal : IJournalSink
    {
        public void Publish(string symbol, ImmutableArray<JournalEvent> events)
        {
        }
    }
}
