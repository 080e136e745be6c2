using Executor.Core.Exchange;
using Executor.Grains.Profiles;
using Executor.Silo.Configuration;
using Executor.Silo.Demo;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;
using Executor.Simulator.Engine;
using Executor.Simulator.Paper;

namespace Executor.Silo.Paper;

/// <summary>EXCHANGE=paper: the exchange is in this process, and nothing else can be reached.</summary>
internal static class PaperServices
{
    public static void AddPaperTrading(this IServiceCollection services, SiloSettings settings)
    {
        services.AddSingleton(_ => PaperBooks.Open(settings.DataPath("paper.db")));
        services.AddSingleton(new EngineOptions { MakerFee = settings.PaperFee, TakerFee = settings.PaperFee, SlippageTicks = settings.SlippageTicks });
        services.AddSingleton<SteadyTime>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PaperExchange>(provider, provider.GetRequiredService<SteadyTime>()));
        services.AddSingleton<IExchange>(provider => provider.GetRequiredService<PaperExchange>());
        services.AddSingleton<OrderUpdatePump>();
        services.AddSingleton<PaperMarket>();
        services.AddSingleton<IFeedMarkets, PaperFeeds>();
        services.AddSingleton<ISymbolProfiles, PaperProfiles>();
        services.AddSingleton<ISymbolCheck, PaperSymbolCheck>();
    }

    /// <summary>What has to run before the fleet is woken: it hears of orders.</summary>
    public static void AddPaperReports(this IServiceCollection services) =>
        services.AddHostedService(provider => provider.GetRequiredService<OrderUpdatePump>());

    /// <summary>What needs a running fleet.</summary>
    public static void AddPaperMarkets(this IServiceCollection services) => services.AddHostedService<DemoService>();
}
