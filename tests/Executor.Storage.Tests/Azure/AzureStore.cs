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
        var host = await HostAsync(schemas, service);
        await host.StartAsync();
        return host.Provider.GetRequiredKeyedService<IGrainStorage>("positions");
    }

    public async Task<ProviderHost> HostAsync(StateSchemas schemas, string service = "executor")
    {
        var account = await AccountAsync();
        var host = new ProviderHost(service);
        _hosts.Add(host);
        host.Services.AddSingleton(schemas);
        host.AddAzureTableGrainStorage("positions", options =>
        {
            options.TableServiceClient = account.Tables;
            options.TableName = Name;
            options.UseStringFormat = asText;
        });
        host.AddAzureStateOverflow(await ContainerAsync());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }
}
