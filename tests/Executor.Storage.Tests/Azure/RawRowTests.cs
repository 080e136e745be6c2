using System.Text;
using Azure.Data.Tables;
using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;
using Orleans.Storage;

namespace Executor.Storage.Tests.Azure;

/// <summary>
/// The rows as any client of the table sees them: names, keys and properties of the official provider, so that it and this one can take
/// each other's place.
/// </summary>
public sealed class RawRowTests(Servers servers) : IAsyncDisposable
{
    private const string Document = """{"schema":1,"kind":"sample","state":{""";
    private static readonly GrainId Grain = GrainId.Create("position", "BTCUSDC");
    private static readonly StateSchemas Schemas = new([new StateSchema<SampleState>("sample", 1, SampleJson.Default.SampleState)]);
    private static readonly string[] OfTheService = ["odata.etag", "PartitionKey", "RowKey", "Timestamp"];

    private readonly AzureStore _text = new(servers, asText: true);
    private readonly AzureStore _binary = new(servers, asText: false);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_AsText_HasTheDocumentInStringData()
    {
        var state = await WriteAsync(_text, new SampleState(), Grain);

        var row = await RowAsync(_text, "executor_position_BTCUSDC", "state");

        Assert.Equal(["StringData"], Properties(row));
        Assert.StartsWith(Document, row.GetString("StringData"), StringComparison.Ordinal);
        Assert.Equal(state.ETag, row.ETag.ToString());
    }

    [Fact]
    public async Task Row_AsBytes_HasTheDocumentInData()
    {
        await WriteAsync(_binary, new SampleState(), Grain);

        var row = await RowAsync(_binary, "executor_position_BTCUSDC", "state");

        Assert.Equal(["Data"], Properties(row));
        Assert.StartsWith(Document, Encoding.UTF8.GetString(row.GetBinary("Data")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_OfAKeyWithASlash_HasAnUnderscoreThere()
    {
        await WriteAsync(_text, new SampleState(), GrainId.Create("signal-ingest", "DeltaScout/BTCUSDC"));

        var row = await RowAsync(_text, "executor_signal-ingest_DeltaScout_BTCUSDC", "state");

        Assert.StartsWith(Document, row.GetString("StringData"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_OfALongDocument_IsCutIntoFullPieces()
    {
        await WriteAsync(_text, new SampleState { Note = new string('x', 80_000) }, Grain);
        await WriteAsync(_binary, new SampleState { Note = new string('x', 160_000) }, Grain);

        var text = await RowAsync(_text, "executor_position_BTCUSDC", "state");
        var bytes = await RowAsync(_binary, "executor_position_BTCUSDC", "state");

        Assert.Equal(["StringData", "StringData1", "StringData2"], Properties(text));
        Assert.Equal([32_768, 32_768], new[] { "StringData", "StringData1" }.Select(name => text.GetString(name).Length));
        Assert.Equal(["Data", "Data1", "Data2"], Properties(bytes));
        Assert.Equal([65_536, 65_536], new[] { "Data", "Data1" }.Select(name => bytes.GetBinary(name).Length));
    }

    [Fact]
    public async Task Row_OfAClearedState_StaysWithoutData()
    {
        var state = await WriteAsync(_text, new SampleState(), Grain);
        await (await _text.OpenAsync(Schemas)).ClearStateAsync("state", Grain, state);

        var row = await RowAsync(_text, "executor_position_BTCUSDC", "state");

        Assert.Empty(Properties(row));
        Assert.Equal(state.ETag, row.ETag.ToString());
    }

    [Fact]
    public async Task Row_OfADocumentAboveTheLimit_PointsToABlob_WhichGoesWithTheNextWrite()
    {
        var storage = await _text.OpenAsync(Schemas);
        var state = new GrainState<SampleState>(new SampleState { Note = new string('x', 500_000) });
        await storage.WriteStateAsync("state", Grain, state);

        var row = await RowAsync(_text, "executor_position_BTCUSDC", "state");
        var container = await _text.ContainerAsync();
        var blob = (await container.GetBlobClient(row.GetString("OverflowBlob")).DownloadContentAsync(Ct)).Value.Content.ToString();

        Assert.Equal(["OverflowBlob", "OverflowSha256"], Properties(row));
        Assert.StartsWith($"executor_position_BTCUSDC/state/{row.GetString("OverflowSha256")}-", row.GetString("OverflowBlob"), StringComparison.Ordinal);
        Assert.StartsWith(Document, blob, StringComparison.Ordinal);

        state.State = new SampleState();
        await storage.WriteStateAsync("state", Grain, state);
        Assert.Empty(await container.GetBlobsAsync(cancellationToken: Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Blob_ThatIsMissingOrDamaged_IsRefusedAndTheRowIsLeft()
    {
        var storage = await _text.OpenAsync(Schemas);
        var state = new GrainState<SampleState>(new SampleState { Note = new string('x', 500_000) });
        await storage.WriteStateAsync("state", Grain, state);
        var row = await RowAsync(_text, "executor_position_BTCUSDC", "state");
        var blob = (await _text.ContainerAsync()).GetBlobClient(row.GetString("OverflowBlob"));

        await blob.UploadAsync(BinaryData.FromString(Document), overwrite: true, Ct);
        var damaged = await Assert.ThrowsAsync<StateRowException>(() => storage.ReadStateAsync("state", Grain, new GrainState<SampleState>(new SampleState())));
        await blob.DeleteAsync(cancellationToken: Ct);
        var missing = await Assert.ThrowsAsync<StateRowException>(() => storage.ReadStateAsync("state", Grain, state));

        Assert.Contains("is damaged. The row was not changed.", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("is missing. The row was not changed.", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", Grain, state));
        Assert.Equal(row.ETag, (await RowAsync(_text, "executor_position_BTCUSDC", "state")).ETag);
    }

    [Theory]
    [InlineData("StringData")]
    [InlineData("Data")]
    public async Task Row_WrittenByAnotherProgramInTheOfficialForm_IsReadInEitherForm(string property)
    {
        var document = Schemas.Of<SampleState>().Write(new SampleState { Price = 7m, Note = "Ёж 😀" });
        var storage = await _text.OpenAsync(Schemas);
        var entity = new TableEntity("executor_position_BTCUSDC", "state");
        if (property == "Data")
            (entity["Data"], entity["Data1"]) = (Encoding.UTF8.GetBytes(document[..40]), Encoding.UTF8.GetBytes(document[40..]));
        else
            (entity["StringData"], entity["StringData1"]) = (document[..40], document[40..]);
        await (await _text.TableAsync()).AddEntityAsync(entity, Ct);

        var read = new GrainState<SampleState>(new SampleState());
        await storage.ReadStateAsync("state", Grain, read);

        Assert.True(read.RecordExists);
        Assert.Equal(7m, read.State!.Price);
        Assert.Equal("Ёж 😀", read.State.Note);
    }

    [Fact]
    public async Task Table_ThatIsGone_IsAnErrorAndNotAnEmptyState()
    {
        var storage = await _text.OpenAsync(Schemas);
        await WriteAsync(_text, new SampleState(), Grain);
        await (await _text.TableAsync()).DeleteAsync(Ct);

        var failed = await Assert.ThrowsAsync<Executor.Storage.Stores.StoreException>(
            () => storage.ReadStateAsync("state", Grain, new GrainState<SampleState>(new SampleState())));

        Assert.Contains("it is gone (TableNotFound).", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("position", "BTC_USDC")]
    [InlineData("position", "a?b")]
    [InlineData("my_position", "BTCUSDC")]
    public async Task Name_ThatCouldMeetAnother_IsRefused(string type, string key)
    {
        var storage = await _text.OpenAsync(Schemas);

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => storage.ReadStateAsync("state", GrainId.Create(type, key), new GrainState<SampleState>(new SampleState())));

        Assert.StartsWith($"State of grain {type}/{key} cannot be kept in an Azure table: its ", refused.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _text.DisposeAsync();
        await _binary.DisposeAsync();
    }

    private static async Task<GrainState<SampleState>> WriteAsync(AzureStore store, SampleState value, GrainId grain)
    {
        var state = new GrainState<SampleState>(value);
        await (await store.OpenAsync(Schemas)).WriteStateAsync("state", grain, state);
        return state;
    }

    private static async Task<TableEntity> RowAsync(AzureStore store, string partition, string row) =>
        await (await store.TableAsync()).GetEntityAsync<TableEntity>(partition, row, cancellationToken: Ct);

    private static IEnumerable<string> Properties(TableEntity row) => row.Keys.Except(OfTheService).Order(StringComparer.Ordinal);
}
