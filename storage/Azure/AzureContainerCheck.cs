using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Executor.Storage.Stores;

namespace Executor.Storage.Azure;

/// <summary>Makes sure that the container of the large states can be written and is this service's, by a mark in its metadata.</summary>
internal sealed class AzureContainerCheck(BlobContainerClient container, string serviceId) : IStoreCheck
{
    internal const string ServiceMetadata = "executorservice";

    private string Store => $"Container {container.Name} of {container.AccountName}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateIfNotExistsAsync(PublicAccessType.None, Mark(), cancellationToken: cancellationToken);
            var properties = (await container.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            if (!properties.Metadata.TryGetValue(ServiceMetadata, out var owner))
                await DemandEmptyAsync(cancellationToken);
            else if (owner != serviceId)
                throw new StoreException(Store, $"it belongs to service '{owner}', this is '{serviceId}'. Nothing was changed; give the right container, or the right service id.");
            await container.SetMetadataAsync(Mark(), new BlobRequestConditions(), cancellationToken); // the same once more: may it be written at all?
        }
        catch (Exception exception) when (exception is not StoreException && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreException(Store, AzureProblems.Describe(exception), exception);
        }
    }

    private async Task DemandEmptyAsync(CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions(), cancellationToken))
            throw new StoreException(Store, $"it holds blobs of another program ('{blob.Name}'). Nothing was changed; give a container of its own.");
    }

    private Dictionary<string, string> Mark() => new(StringComparer.Ordinal) { [ServiceMetadata] = serviceId };
}
