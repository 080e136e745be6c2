using Azure.Data.Tables;
using Executor.Storage.Azure;
using Executor.Storage.State;
using Executor.Storage.Stores;
using Executor.Storage.Tests.Azure;
using Executor.Storage.Tests.Conformance;

namespace Executor.Storage.Tests.Stores;

/// <summary>What a silo says at its start about an account that it cannot use.</summary>
public sealed class AzureCheckTests(Servers servers) : IAsyncDisposable
{
    private static readonly StateSchemas Schemas = new([new StateSchema<SampleState>("sample", 1, SampleJson.Default.SampleState)]);

    private readonly AzureStore _store = new(servers, asText: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OnAnEmptyAccount_MarksTableAndContainer_AndTheNextStartFindsThem()
    {
        await _store.OpenAsync(Schemas);
        await _store.OpenAsync(Schemas);

        var mark = (await (await _store.TableAsync()).GetEntityAsync<TableEntity>("executor-orleans-store", "service", cancellationToken: Ct)).Value;
        var container = (await (await _store.ContainerAsync()).GetPropertiesAsync(cancellationToken: Ct)).Value;
        Assert.Equal("executor", mark.GetString("ServiceId"));
        Assert.Equal(1, mark.GetInt32("Layout"));
        Assert.Equal("executor", container.Metadata["executorservice"]);
    }

    [Fact]
    public async Task Start_OnAnotherServicesStore_IsRefused_NamesBothPlaces_AndChangesNothing()
    {
        await _store.OpenAsync(Schemas);

        var refused = await Assert.ThrowsAsync<AggregateException>(() => _store.OpenAsync(Schemas, service: "staging"));

        Assert.Equal(
            [
                $"Table {_store.Name} of devstoreaccount1: it belongs to service 'executor', this is 'staging'. "
                    + "Nothing was changed; give the right table, or the right service id.",
                $"Container blobs-{_store.Name} of devstoreaccount1: it belongs to service 'executor', this is 'staging'. "
                    + "Nothing was changed; give the right container, or the right service id.",
            ],
            refused.InnerExceptions.Select(exception => exception.Message));
        Assert.Contains(refused.InnerExceptions[1].Message, refused.Message, StringComparison.Ordinal);
        Assert.Single(await (await _store.TableAsync()).QueryAsync<TableEntity>(cancellationToken: Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Start_OnATableWithStrangersRows_IsRefusedAndLeavesNoMark()
    {
        var table = await _store.TableAsync();
        await table.CreateAsync(Ct);
        await table.AddEntityAsync(new TableEntity("elsewhere_position_BTCUSDC", "state"), Ct);

        var refused = await Assert.ThrowsAsync<StoreException>(() => _store.OpenAsync(Schemas));

        Assert.Contains("it holds rows that are not of service 'executor', the first in partition 'elsewhere_position_BTCUSDC'.", refused.Message, StringComparison.Ordinal);
        Assert.Single(await table.QueryAsync<TableEntity>(cancellationToken: Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Start_OnATableThatTheOfficialProviderHasWrittenForThisService_TakesItOver()
    {
        var table = await _store.TableAsync();
        await table.CreateAsync(Ct);
        await table.AddEntityAsync(new TableEntity("executor_position_BTCUSDC", "state") { ["StringData"] = "{}" }, Ct);

        await _store.OpenAsync(Schemas);

        Assert.Equal(2, (await table.QueryAsync<TableEntity>(cancellationToken: Ct).ToListAsync(Ct)).Count);
    }

    [Fact]
    public async Task Start_OnATableOfALaterLayout_IsRefused()
    {
        await _store.OpenAsync(Schemas);
        await (await _store.TableAsync()).UpsertEntityAsync(new TableEntity("executor-orleans-store", "service") { ["Layout"] = 2 }, cancellationToken: Ct);

        var refused = await Assert.ThrowsAsync<StoreException>(() => _store.OpenAsync(Schemas));

        Assert.Contains("it has layout 2, this release knows layouts up to 1. Nothing was changed; run the release that wrote it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAContainerWithStrangersBlobs_IsRefused()
    {
        var container = await _store.ContainerAsync();
        await container.CreateAsync(cancellationToken: Ct);
        await container.UploadBlobAsync("holiday.png", BinaryData.FromString("x"), Ct);

        var refused = await Assert.ThrowsAsync<StoreException>(() => _store.OpenAsync(Schemas));

        Assert.Contains("it holds blobs of another program ('holiday.png').", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAWrongKey_SaysSoWithoutTheKey()
    {
        var key = Convert.ToBase64String(new byte[64]);

        var refused = await RunAsync((await servers.AzuriteAsync()).With(key));

                Assert.Contains("the credentials are wrong: the account does not accept its key or token.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenNobodyListens_SaysThatTheAccountCannotBeReached()
    {
        var refused = await RunAsync(
            $"DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey={Convert.ToBase64String(new byte[64])};"
            + "BlobEndpoint=http://127.0.0.1:9/nobody;TableEndpoint=http://127.0.0.1:9/nobody;");

        Assert.StartsWith($"Table {_store.Name} of nobody: the account cannot be reached (", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net")]
    [InlineData("not a connection string, c2VjcmV0")]
    public void ConnectionString_ThatCannotBeUnderstood_IsRefusedWithoutRepeatingIt(string text)
    {
        var refused = Assert.Throws<FormatException>(() => AzureAccount.FromConnectionString(text));

        Assert.DoesNotContain("c2VjcmV0", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Account_EnteredByIdentity_NamesItsAddressesAlone() => Assert.Equal(
        "Azure storage account trades (https://trades.table.core.windows.net/)",
        AzureAccount.FromEndpoints(new Uri("https://trades.table.core.windows.net"), new Uri("https://trades.blob.core.windows.net")).ToString());

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<StoreException> RunAsync(string connectionString)
    {
        var options = new AzureTableStorageOptions { TableName = _store.Name, TableServiceClient = AzureAccount.FromConnectionString(connectionString).Tables };
        return await Assert.ThrowsAsync<StoreException>(() => new AzureTableCheck(options, "executor").RunAsync(Ct));
    }
}
