using System.Net;

namespace Executor.Storage.Tests.Conformance;

/// <summary>What a cluster relies on in its list of silos: one version for the whole table, raised by each change, lost by none.</summary>
public abstract class MembershipTableConformance : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 3, 29, 1, 2, 3, DateTimeKind.Utc);

    protected IMembershipTable Table { get; private set; } = null!; // set before each test

    /// <summary>Opens the table of this test; it is empty at first, and the same table when it is opened again.</summary>
    protected abstract Task<IMembershipTable> OpenAsync();

    protected abstract ValueTask CloseAsync();

    public async ValueTask InitializeAsync() => Table = await StartedAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ReadAll_OfANewTable_IsEmptyWithAVersion()
    {
        var all = await Table.ReadAllAsync();

        Assert.Empty(all.Members);
        Assert.Equal(0, all.Version.Version);
    }

    [Fact]
    public async Task Insert_ThenReadFromAnotherSilo_GivesTheEntryAndTheNextVersion()
    {
        var entry = Entry(1);
        Assert.True(await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next()));

        var all = await (await StartedAsync()).ReadAllAsync();

        var read = Assert.Single(all.Members).Item1;
        Assert.Equal(1, all.Version.Version);
        Assert.Equal(entry.SiloAddress, read.SiloAddress);
        Assert.Equal(SiloStatus.Joining, read.Status);
        Assert.Equal("silo-1", read.SiloName);
        Assert.Equal(Start, read.StartTime.ToUniversalTime());
    }

    [Fact]
    public async Task Insert_OfTheSameSiloOrWithAStaleVersion_IsRefusedAndChangesNothing()
    {
        var first = (await Table.ReadAllAsync()).Version;
        Assert.True(await Table.InsertRowAsync(Entry(1), first.Next()));
        var second = (await Table.ReadAllAsync()).Version;

        Assert.False(await Table.InsertRowAsync(Entry(1), second.Next()));
        Assert.False(await Table.InsertRowAsync(Entry(2), first.Next()));

        var all = await Table.ReadAllAsync();
        Assert.Single(all.Members);
        Assert.Equal(second.Version, all.Version.Version);
    }

    [Fact]
    public async Task Update_WithTheSeenVersion_IsTaken_AndWithAStaleOneRefused()
    {
        var entry = Entry(1);
        await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next());
        var seen = await Table.ReadAllAsync();
        entry.Status = SiloStatus.Active;
        Assert.True(await Table.UpdateRowAsync(entry, seen.Members[0].Item2, seen.Version.Next()));

        entry.Status = SiloStatus.Dead;
        Assert.False(await Table.UpdateRowAsync(entry, seen.Members[0].Item2, seen.Version.Next()));

        Assert.Equal(SiloStatus.Active, (await Table.ReadAllAsync()).Members[0].Item1.Status);
    }

    [Fact]
    public async Task ParallelInserts_EachUntilItIsTaken_RaiseTheVersionOnceForEach()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
        {
            var table = await StartedAsync();
            while (!await table.InsertRowAsync(Entry(number), (await table.ReadAllAsync()).Version.Next()))
            {
                // Another silo was faster: read again.
            }
        }));

        var all = await Table.ReadAllAsync();
        Assert.Equal(8, all.Version.Version);
        Assert.Equal(Enumerable.Range(1, 8).Select(number => $"silo-{number}"), all.Members.Select(member => member.Item1.SiloName).Order());
    }

    [Fact]
    public async Task IAmAlive_WhenWritten_ChangesTheTimeAndNotTheVersion()
    {
        var entry = Entry(1);
        await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next());
        entry.IAmAliveTime = Start.AddMinutes(5);
        await Table.UpdateIAmAliveAsync(entry);

        var all = await Table.ReadAllAsync();

        Assert.Equal(Start.AddMinutes(5), all.Members[0].Item1.IAmAliveTime.ToUniversalTime());
        Assert.Equal(SiloStatus.Joining, all.Members[0].Item1.Status);
        Assert.Equal(1, all.Version.Version);
    }

    [Fact]
    public async Task Cleanup_WhenSilosAreLongDead_RemovesThoseAlone()
    {
        foreach (var (number, status) in new[] { (1, SiloStatus.Dead), (2, SiloStatus.Active) })
        {
            var entry = Entry(number);
            entry.Status = status;
            await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next());
        }

        await Table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Start.AddDays(1)));

        Assert.Equal("silo-2", Assert.Single((await Table.ReadAllAsync()).Members).Item1.SiloName);
    }

    private async Task<IMembershipTable> StartedAsync()
    {
        var table = await OpenAsync();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true);
        return table;
    }

    private static MembershipEntry Entry(int number) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_000 + number), number),
        HostName = "host",
        SiloName = $"silo-{number}",
        Status = SiloStatus.Joining,
        ProxyPort = 0,
        StartTime = Start,
        IAmAliveTime = Start,
        SuspectTimes = [],
    };
}
