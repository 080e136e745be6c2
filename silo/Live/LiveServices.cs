using Executor.Exchange;
using Executor.Exchange.Streams;
using Executor.Grains.Profiles;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;

namespace Executor.Silo.Live;

/// <summary>EXCHANGE=binance: the exchange is reached over the network, and nothing of the paper exchange is there.</summary>
internal static class LiveServices
{
    /// <summary>Longer than the adapter waits for the answer to a change, so that it is the one that says what is known.</summary>
    public static readonly TimeSpan ExchangeTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The adapter, filled from the settings. Also what the validation works with.</summary>
    public static IServiceCollection AddBinance(this IServiceCollection services, LiveSettings live, IEnumerable<string> symbols)
    {
        services.AddOptions<BinanceOptions>().Configure(options =>
        {
            foreach (var host in live.RestHosts)
                options.RestHosts.Add(host);
            options.WebSocketApi = live.WebSocketApi;
            options.Streams = live.Streams;
            options.Credentials = live.Credentials;
            options.RecvWindow = live.RecvWindow;
            options.ReadTimeout = live.ReadTimeout;
            foreach (var symbol in symbols)
                options.Symbols.Add(symbol);
        });
        return services.AddBinanceExchange();
    }

    public static void AddLiveTrading(this IServiceCollection services, LiveSettings live, IEnumerable<string> symbols)
    {
        services.AddBinance(live, symbols).AddBinanceStreams();
        services.AddSingleton<IFeedMarkets, LiveFeeds>();
        services.AddSingleton<ISymbolProfiles, LiveProfiles>();
        services.AddSingleton<ISymbolCheck, LiveSymbolCheck>();
        services.AddSingleton<LiveJournal>();
    }

    /// <summary>What needs a running fleet: prices and bars, and the look at the account before anything is entered.</summary>
    public static void AddLiveMarkets(this IServiceCollection services)
    {
        services.AddHostedService<MarketIntake>();
        services.AddHostedService<RulesFollower>();
        services.AddHostedService<AccountReviewer>();
    }

    /// <summary>A file gives bars and nothing else: prices come from the exchange.</summary>
    private sealed class LiveFeeds : IFeedMarkets
    {
        private static readonly BarsOnly Bars = new();

        public IFeedMarket Of(RosterMember member) => Bars;
    }
}
