using Azure.Storage.Blobs;
using Executor.Storage.State;
using Executor.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;

namespace Executor.Storage.Azure;

/// <summary>Registration of grain storage in Azure tables; the methods have the names and shapes of the official provider's.</summary>
public static class AzureTableSiloBuilderExtensions
{
    /// <summary>Stores the state of grains that ask for no particular storage in an Azure table.</summary>
    public static ISiloBuilder AddAzureTableGrainStorageAsDefault(this ISiloBuilder builder, Action<AzureTableStorageOptions> configureOptions) =>
        builder.AddAzureTableGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Stores the state of grains that ask for storage <paramref name="name"/> in an Azure table.</summary>
    public static ISiloBuilder AddAzureTableGrainStorage(this ISiloBuilder builder, string name, Action<AzureTableStorageOptions> configureOptions) =>
        builder.AddAzureTableGrainStorage(name, options => options.Configure(configureOptions));

    /// <inheritdoc cref="AddAzureTableGrainStorage(ISiloBuilder, string, Action{AzureTableStorageOptions})"/>
    public static ISiloBuilder AddAzureTableGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<AzureTableStorageOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<StateSchemas>();
        services.TryAddSingleton<StateSchemaSerializer>();
        configureOptions?.Invoke(services.AddOptions<AzureTableStorageOptions>(name));
        services.AddOptions<AzureTableStorageOptions>(name)
            .PostConfigure<StateSchemaSerializer>((options, serializer) => options.GrainStorageSerializer ??= serializer);
        services.AddTransient<IConfigurationValidator>(provider => new AzureTableStorageOptionsValidator(Options(provider, name), name));
        services.AddGrainStorage(name, (provider, key) => new AzureTableGrainStorage(
            key,
            Options(provider, key),
            provider.GetRequiredService<OverflowBlobs>(),
            provider.GetRequiredService<IActivatorProvider>(),
            provider.GetRequiredService<IOptions<ClusterOptions>>()));
        services.AddStoreCheck(provider => new AzureTableCheck(Options(provider, name), provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
        return builder;
    }

    /// <summary>Keeps states that are too large for a row in blobs of this container, which is made if need be. Required beside any table.</summary>
    public static ISiloBuilder AddAzureStateOverflow(this ISiloBuilder builder, BlobContainerClient container)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(container);
        builder.Services.TryAddSingleton(provider => new OverflowBlobs(container, provider.GetRequiredService<ILogger<OverflowBlobs>>()));
        builder.Services.AddStoreCheck(
            provider => new AzureContainerCheck(container, provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
        return builder;
    }

    private static AzureTableStorageOptions Options(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<AzureTableStorageOptions>>().Get(name);
}
