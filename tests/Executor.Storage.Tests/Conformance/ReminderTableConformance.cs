using CsCheck;

namespace Executor.Storage.Tests.Conformance;

/// <summary>What the Orleans reminder service relies on in any reminder table. A provider derives its test class from this one.</summary>
public abstract class ReminderTableConformance : IAsyncLifetime
{
    private static readonly DateTime Start = new DateTime(2026, 3, 29, 1, 2, 3, DateTimeKind.Utc).AddTicks(4_567_891);

    protected IReminderTable Table { get; private set; } = null!; // set before each test

    /// <summary>Opens an empty table.</summary>
    protected abstract Task<IReminderTable> OpenAsync();

    protected abstract ValueTask CloseAsync();

    /// <summary>Whether an operation whose token is cancelled beforehand is left undone; a table that ignores tokens does it.</summary>
    protected virtual bool ObeysTokens => true;

    public async ValueTask InitializeAsync()
    {
        Table = await OpenAsync();
        await Table.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    public static TheoryData<string> Names => ["manage", "a/b\\c#d?e", "Ёж \t\n'\"%_", "nul\0inside", "", "😀", new string('n', 500)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Row_AfterUpsert_ComesBackExactly(string name)
    {
        var entry = Entry("BTCUSDC", name);

        var etag = await Table.UpsertRow(entry);
        var read = await Table.ReadRow(entry.GrainId, name);

        Assert.NotNull(etag);
        Assert.NotNull(read);
        Assert.Equal(entry.GrainId, read.GrainId);
        Assert.Equal(name, read.ReminderName);
        Assert.Equal(Start.Ticks, read.StartAt.Ticks);
        Assert.NotEqual(DateTimeKind.Local, read.StartAt.Kind);
        Assert.Equal(TimeSpan.FromTicks(600_000_001), read.Period);
        Assert.Equal(etag, read.ETag);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Remove_WithAnythingWrong_RemovesNothing_AndExactlyOnceWhenRight(string name)
    {
        var entry = Entry("BTCUSDC", name);
        var etag = (await Table.UpsertRow(entry))!;

        Assert.False(await Table.RemoveRow(entry.GrainId, name, "wrong"));
        Assert.False(await Table.RemoveRow(entry.GrainId, name + "x", etag));
        Assert.False(await Table.RemoveRow(GrainId.Create("position", "ETHUSDC"), name, etag));
        Assert.NotNull(await Table.ReadRow(entry.GrainId, name));

        Assert.True(await Table.RemoveRow(entry.GrainId, name, etag));
        Assert.False(await Table.RemoveRow(entry.GrainId, name, etag));
        Assert.Null(await Table.ReadRow(entry.GrainId, name));
    }

    [Fact]
    public async Task ParallelUpserts_OfOneRow_GiveDistinctETags()
    {
        var etags = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Table.UpsertRow(Entry("BTCUSDC", "manage"))));

        Assert.Equal(5, etags.OfType<string>().Distinct().Count());
        Assert.Contains((await Table.ReadRow(GrainId.Create("position", "BTCUSDC"), "manage"))!.ETag, etags);
    }

    [Fact]
    public async Task Upsert_OfAnExistingRow_MovesItAndInvalidatesTheOldETag()
    {
        var entry = Entry("BTCUSDC", "manage");
        var old = (await Table.UpsertRow(entry))!;
        entry.StartAt = Start.AddHours(1);
        entry.Period = TimeSpan.FromMinutes(2);
        var etag = await Table.UpsertRow(entry);

        Assert.False(await Table.RemoveRow(entry.GrainId, "manage", old));
        var read = Assert.Single((await Table.ReadRows(entry.GrainId)).Reminders);
        Assert.Equal(Start.AddHours(1).Ticks, read.StartAt.Ticks);
        Assert.Equal(TimeSpan.FromMinutes(2), read.Period);
        Assert.Equal(etag, read.ETag);
    }

    [Fact]
    public async Task Remove_WithTheETagOfAnEarlierRegistration_RemovesNothing()
    {
        var entry = Entry("BTCUSDC", "manage");
        var first = (await Table.UpsertRow(entry))!;
        Assert.True(await Table.RemoveRow(entry.GrainId, "manage", first));
        await Table.UpsertRow(entry);

        Assert.False(await Table.RemoveRow(entry.GrainId, "manage", first));
        Assert.NotNull(await Table.ReadRow(entry.GrainId, "manage"));
    }

    [Fact]
    public async Task ReadRows_OfOneGrain_GivesAllItsNamesAndNoOthers()
    {
        foreach (var name in new[] { "manage", "trail", "invariants" })
            await Table.UpsertRow(Entry("BTCUSDC", name));
        await Table.UpsertRow(Entry("ETHUSDC", "manage"));

        var names = (await Table.ReadRows(GrainId.Create("position", "BTCUSDC"))).Reminders.Select(row => row.ReminderName);

        Assert.Equal(["invariants", "manage", "trail"], names.Order());
        Assert.Empty((await Table.ReadRows(GrainId.Create("position", "NONE"))).Reminders);
    }

    [Fact]
    public async Task ReadRows_OfThousandRowsAndThousandRandomRanges_GivesExactlyTheRowsOfEach()
    {
        var grains = Enumerable.Range(0, 1000).Select(i => GrainId.Create("position", $"symbol-{i}")).ToArray();
        await Task.WhenAll(grains.Select((grain, i) => Table.UpsertRow(Entry($"symbol-{i}", $"name-{i % 3}"))));

        await AssertRangeAsync(grains, 0, 0);
        await AssertRangeAsync(grains, 0, uint.MaxValue);
        await AssertRangeAsync(grains, uint.MaxValue, uint.MaxValue);
        var hash = grains[0].GetUniformHashCode();
        await AssertRangeAsync(grains, hash, hash); // wraps all the way round
        await AssertRangeAsync(grains, hash, hash + 1); // the begin is outside
        await AssertRangeAsync(grains, hash - 1, hash); // the end is inside
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[0, 999], Gen.Bool).Sample(
            range => AssertRangeAsync(
                grains, range.Item4 ? grains[range.Item3].GetUniformHashCode() : range.Item1, range.Item2).GetAwaiter().GetResult(),
            iter: 1000, threads: 1);
    }

    [Fact]
    public async Task TestOnlyClearTable_WhenThereAreRows_RemovesThemAll()
    {
        await Table.UpsertRow(Entry("BTCUSDC", "manage"));

        await Table.TestOnlyClearTable();

        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task AnyOperation_WithACancelledToken_IsNotDoneUnlessTokensAreIgnored()
    {
        var cancelled = new CancellationToken(canceled: true);
        var entry = Entry("BTCUSDC", "manage");
        if (!ObeysTokens)
        {
            Assert.NotNull(await Table.UpsertRow(entry, cancelled));
            Assert.NotNull(await Table.ReadRow(entry.GrainId, "manage", cancelled));
            return;
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.UpsertRow(entry, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.ReadRow(entry.GrainId, "manage", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.ReadRows(0, 0, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.RemoveRow(entry.GrainId, "manage", "1", cancelled));

        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    protected static ReminderEntry Entry(string key, string name) => new()
    {
        GrainId = GrainId.Create("position", key),
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromTicks(600_000_001),
    };

    private async Task AssertRangeAsync(GrainId[] grains, uint begin, uint end)
    {
        var expected = grains
            .Where(grain => grain.GetUniformHashCode() is var hash && (begin < end ? hash > begin && hash <= end : hash > begin || hash <= end))
            .ToHashSet();
        var rows = (await Table.ReadRows(begin, end)).Reminders;

        Assert.Equal(expected.Count, rows.Count);
        Assert.True(expected.SetEquals(rows.Select(row => row.GrainId)), $"rows of ({begin}, {end}]");
    }
}
