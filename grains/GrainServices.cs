using Executor.Grains.Hosting;
using Executor.Core.Positions;
using Executor.Grains.Portfolio;
using Executor.Grains.Storage;
using Executor.Grains.Telemetry;
using Executor.Grains.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace Executor.Grains;

/// <summary>Registration of what the grains need from their host.</summary>
public static class GrainServices
{
    /// <summary>
    /// Registers the options, the clock and a portfolio without limits. The host adds <c>IExchange</c>, <see cref="Profiles.ISymbolProfiles"/>,
    /// <see cref="Journal.IJournalSink"/>, reminders, and a grain storage named <see cref="Storage.StorageNames.Grains"/> that knows the
    /// types of <see cref="Storage.StoredStates"/>.
    /// </summary>
    public static IServiceCollection AddExecutorGrains(this IServiceCollection services)
    {
        services.AddOptions<GrainOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GrainOptions>, GrainOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SteadyClock>();
        services.AddMetrics();

        // What an activation takes along when it moves to another silo: the state in its stored form.
        services.AddSerializer(serializer => serializer.AddJsonSerializer(type => type == typeof(PositionState), StoredStates.Default.Options));
        services.TryAddSingleton<GrainTelemetry>();
        services.TryAddSingleton<StoreHealth>();
        services.TryAddSingleton<SiloEnding>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, SiloEnding>(provider => provider.GetRequiredService<SiloEnding>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutgoingGrainCallFilter, LastCalls>());
        services.TryAddSingleton(PortfolioLimits.None);
        return services;
    }
}
