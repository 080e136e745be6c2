using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace Executor.Storage.Tests;

/// <summary>The services of a silo, as far as providers need them: what is registered here is registered as in a silo, and runs without one.</summary>
internal sealed class ProviderHost : ISiloBuilder, IAsyncDisposable
{
    private readonly SiloLifecycleSubject _lifecycle = new(NullLogger<SiloLifecycleSubject>.Instance);
    private ServiceProvider? _provider;

    public ProviderHost(string serviceId)
    {
        Services.AddLogging().AddSerializer();
        Services.AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>(); // a silo has a default too, which must not be the one that is used
        Services.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (serviceId, "test"));
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();

    /// <summary>The services; nothing can be registered after the first look.</summary>
    public IServiceProvider Provider => _provider ??= Services.BuildServiceProvider();

    /// <summary>Runs what providers do at the start of a silo.</summary>
    public async Task StartAsync()
    {
        foreach (var participant in Provider.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
            participant.Participate(_lifecycle);
        await _lifecycle.OnStart();
    }

    public async ValueTask DisposeAsync()
    {
        await _lifecycle.OnStop();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }
}
