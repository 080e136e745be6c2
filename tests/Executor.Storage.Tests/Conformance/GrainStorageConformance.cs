using CsCheck;
using Executor.Storage.State;
using Orleans.Storage;

namespace Executor.Storage.Tests.Conformance;

/// <summary>What Orleans, and the fence of the positions, rely on in any grain storage. A provider derives its test class from this one.</summary>
public abstract class GrainStorageConformance : IAsyncLifetime
{
    private static readonly GrainType Position = GrainType.Create("position");
    private static readonly StateSchemas Schemas = new([new StateSchema<SampleState>("sample", 1, SampleJson.Default.SampleState)]);

    private int _grains;

    protected IGrainStorage Storage { get; private set; } = null!; // set before each test

    /// <summary>Opens the store of this test; it is empty at first, and the same store when it is opened again.</summary>
    protected abstract Task<IGrainStorage> OpenAsync(StateSchemas schemas);

    protected abstract ValueTask CloseAsync();

    /// <summary>Whether the store can hold the state of a grain of this key; one that cannot refuses it.</summary>
    protected virtual bool Holds(string key) => true;

    /// <summary>How many sequences are compared with the model; fewer where each call takes milliseconds.</summary>
    protected virtual int ModelRuns => 50;

    public async ValueTask InitializeAsync() => Storage = await OpenAsync(Schemas);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    public static TheoryData<string> Keys => ["BTCUSDC", "3e8", "Позиция-Ёж", "with/slash\\?#%'\"", "nul\0inside", new string('k', 500)];

    [Fact]
    public async Task Read_WhenAbsent_GivesFreshStateWithoutRecord()
    {
        var state = Unread();
        state.State = null!; // also a state that somebody has spoilt

        await Storage.ReadStateAsync("state", NextGrain(), state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        SampleState.AssertEqual(new SampleState(), state.State);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Read_AfterWrite_GivesWhatWasWritten(string key)
    {
        var grain = GrainId.Create(Position, key);
        if (!Holds(key))
        {
            await AssertRefusedAsync(grain);
            return;
        }
        var written = await WriteNewAsync(grain, Sample(100.10m));

        var read = await ReadAsync(grain);

        Assert.True(written.RecordExists);
        Assert.True(read.RecordExists);
        Assert.NotNull(read.ETag);
        Assert.Equal(written.ETag, read.ETag);
        SampleState.AssertEqual(Sample(100.10m), read.State);
        Assert.Equal("100.10", read.State!.Price.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Read_OfIntegerAndGuidKeys_KeepsThemApart()
    {
        GrainId[] grains =
        [
            GrainId.Create(Position, GrainIdKeyExtensions.CreateIntegerKey(1)),
            GrainId.Create(Position, GrainIdKeyExtensions.CreateIntegerKey(-1)),
            GrainId.Create(Position, GrainIdKeyExtensions.CreateGuidKey(new Guid("00000000-0000-0000-0000-000000000001"))),
            GrainId.Create(GrainType.Create("other"), GrainIdKeyExtensions.CreateIntegerKey(1)),
        ];
        for (var i = 0; i < grains.Length; i++)
            await WriteNewAsync(grains[i], Sample(i));

        for (var i = 0; i < grains.Length; i++)
            Assert.Equal(i, (await ReadAsync(grains[i])).State!.Price);
    }

    [Fact]
    public async Task KeysThatAreNotText_AreKeptApartOrRefused()
    {
        GrainId[] grains = [GrainId.Create(Position, new IdSpan([0xC3, 0x28])), GrainId.Create(Position, new IdSpan([0xC3, 0x29]))];
        if (!Holds("\uFFFD"))
        {
            await AssertRefusedAsync(grains[0]);
            return;
        }

        await WriteNewAsync(grains[0], Sample(1m));
        await WriteNewAsync(grains[1], Sample(2m));

        Assert.Equal(1m, (await ReadAsync(grains[0])).State!.Price);
        Assert.Equal(2m, (await ReadAsync(grains[1])).State!.Price);
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(480_000)] // around the limit of a row in an Azure table, both forms
    [InlineData(500_000)]
    [InlineData(1_100_000)]
    [InlineData(5_000_000)]
    public async Task LargeState_WrittenChangedShrunkAndCleared_ComesBackExactly(int characters)
    {
        var grain = NextGrain();
        var large = Large(characters, 'a');
        var state = await WriteNewAsync(grain, large);
        var early = new GrainState<SampleState>(Sample(9m), state.ETag);
        SampleState.AssertEqual(large, (await ReadAsync(grain)).State);

        var changed = Large(characters, 'b');
        state.State = changed;
        await Storage.WriteStateAsync("state", grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, early));
        SampleState.AssertEqual(changed, (await ReadAsync(grain)).State);

        state.State = large; // as it was at first, once more
        await Storage.WriteStateAsync("state", grain, state);
        SampleState.AssertEqual(large, (await ReadAsync(grain)).State);

        state.State = Sample(1m);
        await Storage.WriteStateAsync("state", grain, state);
        await AssertStoredAsync(grain, 1m, state.ETag);

        state.State = large;
        await Storage.WriteStateAsync("state", grain, state);
        await Storage.ClearStateAsync("state", grain, state);
        Assert.False((await ReadAsync(grain)).RecordExists);
    }

    [Fact]
    public async Task LargeState_FromParallelWriters_IsWhollyThatOfTheOneWhoWon()
    {
        var grain = NextGrain();
        var start = await WriteNewAsync(grain, Large(600_000, 'a'));
        var writers = Enumerable.Range(0, 8).Select(i => new GrainState<SampleState>(Large(600_000, (char)('b' + i)), start.ETag)).ToArray();

        var won = await Task.WhenAll(writers.Select(TryWriteAsync));

        var winner = Assert.Single(won.OfType<GrainState<SampleState>>());
        var read = await ReadAsync(grain);
        Assert.Equal(winner.ETag, read.ETag);
        SampleState.AssertEqual(winner.State!, read.State);

        async Task<GrainState<SampleState>?> TryWriteAsync(GrainState<SampleState> writer)
        {
            try
            {
                await Storage.WriteStateAsync("state", grain, writer);
                return writer;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task Read_OfANewerSchema_IsRefusedWithWhatToDoAndLeavesTheRow()
    {
        var grain = NextGrain();
        var newer = await OpenAsync(new StateSchemas(
            [new StateSchema<SampleState>("sample", 2, SampleJson.Default.SampleState, new StateUpgrader(1, state => state))]));
        var written = new GrainState<SampleState>(Sample(1m));
        await newer.WriteStateAsync("state", grain, written);
        var unread = Unread();

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Storage.ReadStateAsync("state", grain, unread));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, unread));

        Assert.Contains("written by a newer release: schema 2 of 'sample', this release reads 1 to 1.", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("Run the release that wrote it, or a later one.", refused.ToString(), StringComparison.Ordinal);
        var read = Unread();
        await newer.ReadStateAsync("state", grain, read);
        Assert.Equal(written.ETag, read.ETag);
        SampleState.AssertEqual(Sample(1m), read.State);
    }

    [Fact]
    public async Task Write_WithDefaultsAndNulls_KeepsThemInsteadOfInitializers()
    {
        var grain = NextGrain();
        await WriteNewAsync(grain, new SampleState { Price = 0m, Note = null, Enabled = false });

        var read = (await ReadAsync(grain)).State!;

        Assert.Equal(0m, read.Price);
        Assert.Null(read.Note);
        Assert.False(read.Enabled);
    }

    [Fact]
    public async Task Write_WhenInsertedTwice_ConflictsAndKeepsTheFirst()
    {
        var grain = NextGrain();
        var first = await WriteNewAsync(grain, Sample(1m));

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => WriteNewAsync(grain, Sample(2m)));

        Assert.Equal(first.ETag, conflict.StoredEtag);
        Assert.Null(conflict.CurrentEtag);
        await AssertStoredAsync(grain, 1m, first.ETag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("01")]
    [InlineData("not-an-etag")]
    public async Task WriteOrClear_WithWrongETag_ConflictsAndChangesNothing(string wrong)
    {
        var grain = NextGrain();
        var stored = await WriteNewAsync(grain, Sample(1m));
        var stale = new GrainState<SampleState>(Sample(2m), wrong) { RecordExists = true };

        var write = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("state", grain, stale));

        Assert.Equal(stored.ETag, write.StoredEtag);
        Assert.Equal(wrong, write.CurrentEtag);
        Assert.Equal(wrong, stale.ETag);
        await AssertStoredAsync(grain, 1m, stored.ETag);
    }

    [Fact]
    public async Task Write_WithETagButNoRow_ConflictsAndInsertsNothing()
    {
        var grain = NextGrain();

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, new GrainState<SampleState>(Sample(1m), "1")));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("state", grain, new GrainState<SampleState>(Sample(1m), "1")));

        Assert.False((await ReadAsync(grain)).RecordExists);
    }

    [Fact]
    public async Task Write_OfTheSameValue_ChangesTheETagEachTime()
    {
        var grain = NextGrain();
        var state = await WriteNewAsync(grain, Sample(1m));
        var etags = new List<string?> { state.ETag };
        for (var i = 0; i < 4; i++)
        {
            await Storage.WriteStateAsync("state", grain, state);
            etags.Add(state.ETag);
        }

        Assert.Equal(5, etags.Distinct().Count());
        await AssertStoredAsync(grain, 1m, etags[^1]);
    }

    [Fact]
    public async Task Clear_BeforeAnyWriteAndTwice_ThenWriteAndRead_GivesTheWrite()
    {
        var grain = NextGrain();
        var state = Unread();
        await Storage.ClearStateAsync("state", grain, state);
        await Storage.ClearStateAsync("state", grain, state);
        Assert.False(state.RecordExists);

        state.State = Sample(3m);
        await Storage.WriteStateAsync("state", grain, state);

        await AssertStoredAsync(grain, 3m, state.ETag);
    }

    [Fact]
    public async Task Clear_AfterWriteAndTwice_GivesFreshStateAndTakesTheNextWrite()
    {
        var grain = NextGrain();
        var state = await WriteNewAsync(grain, Sample(3m));
        await Storage.ClearStateAsync("state", grain, state);
        await Storage.ClearStateAsync("state", grain, state);

        Assert.False(state.RecordExists);
        SampleState.AssertEqual(new SampleState(), state.State);
        Assert.False((await ReadAsync(grain)).RecordExists);

        state.State = Sample(4m);
        await Storage.WriteStateAsync("state", grain, state);
        await AssertStoredAsync(grain, 4m, state.ETag);
    }

    [Fact]
    public async Task Write_AfterReadingAClearedState_Succeeds()
    {
        var grain = NextGrain();
        var cleared = await WriteNewAsync(grain, Sample(3m));
        await Storage.ClearStateAsync("state", grain, cleared);

        var state = await ReadAsync(grain);
        state.State = Sample(4m);
        await Storage.WriteStateAsync("state", grain, state);

        await AssertStoredAsync(grain, 4m, state.ETag);
    }

    [Fact]
    public async Task Write_FromBeforeClearAndRewrite_NeverMatchesAnOldETag()
    {
        var grain = NextGrain();
        var state = await WriteNewAsync(grain, Sample(1m));
        var before = new GrainState<SampleState>(Sample(9m), state.ETag);
        await Storage.ClearStateAsync("state", grain, state);
        await Storage.WriteStateAsync("state", grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, before));
    }

    [Fact]
    public async Task StateNames_OfOneGrain_AreIndependent()
    {
        var grain = NextGrain();
        var one = Unread();
        one.State = Sample(1m);
        var two = Unread();
        two.State = Sample(2m);
        await Storage.WriteStateAsync("one", grain, one);
        await Storage.WriteStateAsync("two", grain, two);
        await Storage.ClearStateAsync("one", grain, one);

        var read = Unread();
        await Storage.ReadStateAsync("two", grain, read);

        Assert.Equal(2m, read.State!.Price);
        Assert.Equal(two.ETag, read.ETag);
    }

    [Fact]
    public async Task ParallelWritesAndReads_OverManyGrains_KeepEachGrainsOwnState()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            var grain = GrainId.Create(Position, $"parallel-{i}");
            var state = await WriteNewAsync(grain, Sample(i));
            state.State = Sample(i + 0.5m);
            await Storage.WriteStateAsync("state", grain, state);
            await AssertStoredAsync(grain, i + 0.5m, state.ETag);
        }));
    }

    [Fact]
    public async Task ParallelWrites_FromOneETag_ExactlyOneWins()
    {
        var grain = NextGrain();
        var start = await WriteNewAsync(grain, Sample(0m));
        var writers = Enumerable.Range(1, 32).Select(i => new GrainState<SampleState>(Sample(i), start.ETag)).ToArray();

        var won = await Task.WhenAll(writers.Select(async writer =>
        {
            try
            {
                await Storage.WriteStateAsync("state", grain, writer);
                return writer;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        }));

        var winner = Assert.Single(won.OfType<GrainState<SampleState>>());
        await AssertStoredAsync(grain, winner.State!.Price, winner.ETag);
    }

    /// <summary>
    /// Three activations read, write and clear one state in any order. The model is a version and a value: whoever knows the version may
    /// change them, everybody else conflicts.
    /// </summary>
    [Fact]
    public void AnySequence_OfThreeActivations_FollowsTheModel() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 1000]).Array[1, 40].Sample(
            steps => RunModelAsync(steps).GetAwaiter().GetResult(), iter: ModelRuns, threads: 1);

    protected GrainId NextGrain() => GrainId.Create(Position, $"grain-{Interlocked.Increment(ref _grains)}");

    protected static GrainState<SampleState> Unread() => new(new SampleState());

    protected static SampleState Sample(decimal price) => new()
    {
        Status = SampleStatus.Open,
        Price = price,
        Note = "Ёж \"quoted\"\0",
        At = new DateTimeOffset(2026, 3, 29, 1, 2, 3, TimeSpan.Zero).AddTicks(4_567_891),
        Legs = [0.00000001m, 79_228_162_514_264_337_593_543_950_335m],
        Range = new SampleRange(-0.10m, 0.10m),
    };

    /// <summary>A state whose document has about so many characters, among them some beyond the basic plane.</summary>
    private static SampleState Large(int characters, char filling) => Sample(1m) with { Note = "😀" + new string(filling, characters) + "Ёж😀" };

    private async Task AssertRefusedAsync(GrainId grain)
    {
        var write = await Assert.ThrowsAsync<ArgumentException>(() => WriteNewAsync(grain, Sample(1m)));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(grain));
        Assert.Contains("Name the grain differently.", write.Message, StringComparison.Ordinal);
    }

    protected async Task<GrainState<SampleState>> WriteNewAsync(GrainId grain, SampleState value)
    {
        var state = Unread();
        state.State = value;
        await Storage.WriteStateAsync("state", grain, state);
        return state;
    }

    protected async Task<GrainState<SampleState>> ReadAsync(GrainId grain)
    {
        var state = Unread();
        await Storage.ReadStateAsync("state", grain, state);
        return state;
    }

    private async Task AssertStoredAsync(GrainId grain, decimal price, string? etag)
    {
        var read = await ReadAsync(grain);
        Assert.True(read.RecordExists);
        Assert.Equal(etag, read.ETag);
        SampleState.AssertEqual(Sample(price), read.State);
    }

    private async Task RunModelAsync((int Activation, int Action, int Value)[] steps)
    {
        var grain = NextGrain();
        GrainState<SampleState>[] activations = [Unread(), Unread(), Unread()];
        var known = new int[3]; // version that each activation knows; 0: no row
        var version = 0;
        decimal? stored = null;
        foreach (var (i, action, value) in steps)
        {
            var activation = activations[i];
            switch (action)
            {
                case 0:
                    await Storage.ReadStateAsync("state", grain, activation);
                    known[i] = version;
                    Assert.Equal(stored is not null, activation.RecordExists);
                    SampleState.AssertEqual(stored is { } price ? Sample(price) : new SampleState(), activation.State);
                    break;
                case 1 when known[i] == version:
                    activation.State = Sample(value);
                    await Storage.WriteStateAsync("state", grain, activation);
                    (stored, known[i]) = (value, ++version);
                    break;
                case 1:
                    activation.State = Sample(value);
                    await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", grain, activation));
                    break;
                case 2 when known[i] == version:
                    await Storage.ClearStateAsync("state", grain, activation);
                    if (version > 0)
                        version++;
                    (stored, known[i]) = (null, version);
                    break;
                default:
                    await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("state", grain, activation));
                    break;
            }
        }
    }
}
