using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Executor.Storage.Azure;
using Executor.Storage.State;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Executor.Storage.Tests.Azure;

/// <summary>A table and a container of one test, on the emulator.</summary>
internal sealed class AzureStore(Servers servers, bool asText) : IAsyncDisposable
{
    private readonly List<ProviderHost> _hosts = [];

    public string Name { get; } = servers.FreshName();

    public async Task<AzureAccount> AccountAsync() => AzureAccount.FromConnectionString((await servers.AzuriteAsync()).ConnectionString);

    public async Task<TableClient> TableAsync() => (await AccountAsync()).Tables.GetTableClient(Name);

    public async Task<BlobContainerClient> ContainerAsync() => (await AccountAsync()).Blobs.GetBlobContainerClient($"blobs-{Name}");

    /// <summary>The storage as a silo has it after its start.</summary>
    public async Task<IGrainStorage> OpenAsync(StateSchemas schemas, string service = "executor")
    {
        var host = new ProviderHost(service);
        _hosts.Add(host);
        host.Services.AddSingleton(schemas);
        (await RegistrationAsync())(host);
        await host.StartAsync();
        return host.Provider.GetRequiredKeyedService<IGrainStorage>("positions");
    }

    /// <summary>Registers the storage as a silo does.</summary>
    public async Task<Action<ISiloBuilder>> RegistrationAsync()
    {
        var account = await AccountAsync();
        return silo => silo
            .AddAzureStateOverflow(account.Blobs.GetBlobContainerClient($"blobs-{Name}"))
            .AddAzureTableGrainStorage("positions", options =>
            {
                options.TableServiceClient = account.Tables;
                options.TableName = Name;
                options.UseStringFormat = asText;
            });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }
}
