using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Exchange.Inspection;
using Executor.Exchange.Rules;
using Executor.Exchange.Time;
using Executor.Exchange.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Executor.Exchange;

/// <summary>Registration of this project.</summary>
public static class BinanceServices
{
    /// <summary>
    /// Registers <see cref="BinanceExchange"/> as the exchange, and <see cref="BinanceClient"/>, <see cref="IServerClock"/>, <see cref="RequestBudget"/>
    /// and <see cref="RulesCache"/> beside it. <see cref="BinanceOptions"/> are the host's to fill; they are checked at the start.
    /// </summary>
    public static IServiceCollection AddBinanceExchange(this IServiceCollection services)
    {
        services.AddOptions<BinanceOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BinanceOptions>, BinanceOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(ApiTransport.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(Options(provider)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers(); // they would write addresses, which carry signatures
        services.TryAddSingleton<ExchangeTelemetry>();
        services.TryAddSingleton<IServerClock>(provider => new ServerClock(
            provider.GetRequiredService<TimeProvider>(),
            cancellationToken => ReadTimeAsync(provider.GetRequiredService<BinanceClient>(), cancellationToken), // the client needs the clock in turn
            Options(provider).Clock,
            provider.GetRequiredService<ILogger<ServerClock>>()));
        services.TryAddSingleton(provider => new RequestBudget(
            Options(provider).Budget,
            provider.GetRequiredService<IServerClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ExchangeTelemetry>(),
            provider.GetRequiredService<ILogger<RequestBudget>>()));
        services.TryAddSingleton(provider => new HostList(
            [.. Options(provider).RestHosts], provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<HostList>>()));
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<ApiTransport>(provider, Options(provider)));
        services.TryAddSingleton(provider => new BinanceClient(
            provider.GetRequiredService<ApiTransport>(),
            provider.GetRequiredService<HostList>(),
            provider.GetRequiredService<RequestBudget>(),
            provider.GetRequiredService<IServerClock>(),
            provider.GetRequiredService<TimeProvider>(),
            Options(provider),
            provider.GetRequiredService<ILogger<BinanceClient>>()));
        services.TryAddSingleton(provider => new RulesCache(
            provider.GetRequiredService<BinanceClient>(),
            provider.GetRequiredService<RequestBudget>(),
            provider.GetRequiredService<TimeProvider>(),
            Options(provider),
            provider.GetRequiredService<ILogger<RulesCache>>()));
        services.TryAddSingleton(provider => new RulesWatch(
            provider.GetRequiredService<RulesCache>(),
            provider.GetRequiredService<TimeProvider>(),
            Options(provider),
            provider.GetRequiredService<ILogger<RulesWatch>>()));
        services.TryAddSingleton<Wallets>();
        services.TryAddSingleton<Inspector>();
        services.TryAddSingleton(provider => new BinanceExchange(
            provider.GetRequiredService<BinanceClient>(),
            provider.GetRequiredService<RulesCache>(),
            provider.GetRequiredService<Inspector>(),
            provider.GetRequiredService<IServerClock>(),
            provider.GetRequiredService<ILogger<BinanceExchange>>()));
        services.TryAddSingleton<IExchange>(provider => provider.GetRequiredService<BinanceExchange>());
        return services;
    }

    private static BinanceOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<BinanceOptions>>().Value;

    private static SocketsHttpHandler Handler(BinanceOptions options) => new()
    {
        AllowAutoRedirect = false, // a redirected order would be sent twice
        UseCookies = false,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = options.ConnectionLifetime,
        AutomaticDecompression = System.Net.DecompressionMethods.None, // what is bounded must be what is read
    };

    private static async Task<DateTimeOffset?> ReadTimeAsync(BinanceClient client, CancellationToken cancellationToken)
    {
        if (await client.ReadTimeAsync(cancellationToken).ConfigureAwait(false) is not ApiAnswer.Success success)
        {
            return null;
        }

        try
        {
            return WireText.Time(WireJson.Read(success.Body.Span, WireJson.Default.WireTime).ServerTime, "serverTime");
        }
        catch (WireException)
        {
            return null; // no time is as good as none: the clock says so in its log
        }
    }
}
