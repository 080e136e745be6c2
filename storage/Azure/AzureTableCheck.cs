using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Executor.Storage.Stores;

namespace Executor.Storage.Azure;

/// <summary>
/// Makes sure that a table can be written and is this service's. The table says so in a row of its own, which the official provider never
/// asks for.
/// </summary>
internal sealed class AzureTableCheck(AzureTableStorageOptions options, string serviceId) : IStoreCheck
{
    internal const string MarkPartition = "executor-orleans-store"; // no service's: those have an underscore after their name
    internal const string MarkRow = "service";
    internal const string ServiceProperty = "ServiceId";
    internal const string LayoutProperty = "Layout";

    /// <summary>Version of what the rows mean. A table of a later one is refused.</summary>
    internal const int Layout = 1;

    private readonly TableServiceClient _account = options.TableServiceClient!; // demanded by the validator
    private string Store => $"Table {options.TableName} of {_account.AccountName}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var table = _account.GetTableClient(options.TableName);
        try
        {
            var mark = await FindMarkAsync(table, cancellationToken);
            if (mark is null)
            {
                await DemandNoStrangerAsync(table, cancellationToken);
                await table.CreateIfNotExistsAsync(cancellationToken);
                mark = await MarkAsync(table, cancellationToken);
            }
            Demand(mark);
            await table.UpdateEntityAsync(Mark(), ETag.All, TableUpdateMode.Merge, cancellationToken); // the same once more: may it be written at all?
        }
        catch (Exception exception) when (exception is not StoreException && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreException(Store, AzureProblems.Describe(exception), exception);
        }
    }

    private static async Task<TableEntity?> FindMarkAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            return await table.GetEntityAsync<TableEntity>(MarkPartition, MarkRow, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (IsAbsent(exception))
        {
            return null;
        }
    }

    /// <summary>Two silos may come at once: whoever is second takes what the first has written.</summary>
    private async Task<TableEntity> MarkAsync(TableClient table, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(Mark(), cancellationToken);
            return Mark();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await table.GetEntityAsync<TableEntity>(MarkPartition, MarkRow, cancellationToken: cancellationToken);
        }
    }

    /// <summary>
    /// A table without a mark may hold rows of this service, which the official provider has written, and no others. The mark itself may have come meanwhile,
    /// by another silo: whose it is, is looked at afterwards.
    /// </summary>
    private async Task DemandNoStrangerAsync(TableClient table, CancellationToken cancellationToken)
    {
        var (from, beyond) = StateRowKey.RangeOf(serviceId);
        var others = TableClient.CreateQueryFilter($"(PartitionKey lt {from} or PartitionKey ge {beyond}) and PartitionKey ne {MarkPartition}");
        try
        {
            await foreach (var other in table.QueryAsync<TableEntity>(others, maxPerPage: 1, select: [nameof(TableEntity.PartitionKey)], cancellationToken))
            {
                throw new StoreException(
                    Store, $"it holds rows that are not of service '{serviceId}', the first in partition '{other.PartitionKey}'. Nothing was changed; give a table of its own.");
            }
        }
        catch (RequestFailedException exception) when (IsAbsent(exception))
        {
            // No table: no stranger.
        }
    }

    private void Demand(TableEntity mark)
    {
        if (mark.GetString(ServiceProperty) is var owner && owner != serviceId)
            throw new StoreException(Store, $"it belongs to service '{owner}', this is '{serviceId}'. Nothing was changed; give the right table, or the right service id.");
        if (mark.GetInt32(LayoutProperty) is var layout && layout is null or > Layout)
            throw new StoreException(Store, $"it has layout {layout}, this release knows layouts up to {Layout}. Nothing was changed; run the release that wrote it, or a later one.");
    }

    private TableEntity Mark() => new(MarkPartition, MarkRow) { [ServiceProperty] = serviceId, [LayoutProperty] = Layout };

    private static bool IsAbsent(RequestFailedException exception) =>
        exception.ErrorCode == TableErrorCode.ResourceNotFound || exception.ErrorCode == TableErrorCode.TableNotFound;
}
