using System.Security.Cryptography;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Exchange.Streams.Account;
using Executor.Exchange.Streams.Market;
using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Executor.Exchange.Streams;

/// <summary>Registration of what the exchange says unasked.</summary>
public static class StreamServices
{
    /// <summary>Registers <see cref="BinanceAccountEvents"/> and <see cref="BinanceMarketEvents"/> behind their ports. Needs what
    /// <see cref="BinanceServices.AddBinanceExchange"/> registers; connections are made when somebody follows.</summary>
    public static IServiceCollection AddBinanceStreams(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BinanceOptions>, StreamOptionsValidator>());
        services.TryAddSingleton<StreamTelemetry>();
        services.TryAddSingleton(new Lot(() => RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue));
        services.TryAddSingleton<ISocketConnector>(provider => new ClientSocketConnector(
            Options(provider), provider.GetRequiredService<RequestBudget>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new BinanceAccountEvents(new AccountServices(
            Options(provider),
            provider.GetRequiredService<ISocketConnector>(),
            new ListenTokens(provider.GetRequiredService<BinanceClient>()),
            new StreamLimits(provider.GetRequiredService<RequestBudget>(), provider.GetRequiredService<IServerClock>()),
            provider.GetRequiredService<IServerClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Lot>(),
            provider.GetRequiredService<StreamTelemetry>(),
            provider.GetRequiredService<ILogger<BinanceAccountEvents>>())));
        services.TryAddSingleton(provider => new BinanceMarketEvents(new MarketServices(
            Options(provider),
            provider.GetRequiredService<ISocketConnector>(),
            new KlineReads(provider.GetRequiredService<BinanceClient>()),
            provider.GetRequiredService<IServerClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Lot>(),
            provider.GetRequiredService<StreamTelemetry>(),
            provider.GetRequiredService<ILogger<BinanceMarketEvents>>())));
        services.TryAddSingleton<IAccountEvents>(provider => provider.GetRequiredService<BinanceAccountEvents>());
        services.TryAddSingleton<IMarketEvents>(provider => provider.GetRequiredService<BinanceMarketEvents>());
        return services;
    }

    private static BinanceOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<BinanceOptions>>().Value;
}
