using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;
using Orleans.Storage;

namespace Executor.Storage.Tests.Azure;

/// <summary>Documents as text, which is what the silo writes.</summary>
public sealed class AzureTextGrainStorageTests(Servers servers) : AzureGrainStorageTests(servers, asText: true);

/// <summary>Documents as bytes, the default of the official provider.</summary>
public sealed class AzureBinaryGrainStorageTests(Servers servers) : AzureGrainStorageTests(servers, asText: false);

public abstract class AzureGrainStorageTests(Servers servers, bool asText) : GrainStorageConformance
{
    private readonly AzureStore _store = new(servers, asText);

    [Fact]
    public async Task Write_WithTheETagThatFitsEveryRow_Conflicts()
    {
        var grain = NextGrain();
        var stored = await WriteNewAsync(grain, Sample(1m));

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("state", grain, new GrainState<SampleState>(Sample(2m), "*")));

        Assert.Equal(stored.ETag, (await ReadAsync(grain)).ETag);
    }

    [Fact]
    public async Task Write_FromAWriterThatReadBeforeTheRowExistedAndWasCleared_Conflicts()
    {
        var grain = NextGrain();
        var early = await ReadAsync(grain);
        var state = await WriteNewAsync(grain, Sample(1m));
        await Storage.ClearStateAsync("state", grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, early));
    }

    protected override int ModelRuns => 8;

    protected override bool Holds(string key) => key.Length < 500 && key is not ("with/slash\\?#%'\"" or "nul\0inside" or "\uFFFD");

    protected override Task<IGrainStorage> OpenAsync(StateSchemas schemas) => _store.OpenAsync(schemas);

    protected override ValueTask CloseAsync() => _store.DisposeAsync();
}
