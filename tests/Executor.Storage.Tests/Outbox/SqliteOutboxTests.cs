using Executor.Storage.Outbox;
using Executor.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Executor.Storage.Tests.Outbox;

public sealed class SqliteOutboxTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 13, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-outbox-").FullName;

    private string FilePath => Path.Combine(_folder, "outbox.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Add_WhenAMessageComesAgain_AlsoAfterItWasSentAndAfterARestart_TakesItOnce()
    {
        await using (var outbox = await OpenAsync())
        {
            Assert.Equal(2, (await AddAsync(outbox, Draft("A", 1), Draft("A", 2))).Added);
            Assert.Equal(0, (await AddAsync(outbox, Draft("A", 1), Draft("A", 2))).Added);
            await outbox.SentAsync("A-1", TestContext.Current.CancellationToken);
        }

        await using var next = await OpenAsync(Noon.AddDays(1));
        Assert.Equal(1, (await AddAsync(next, Draft("A", 1), Draft("A", 2), Draft("A", 3))).Added);
        Assert.Equal(["A-2", "A-3"], (await StatusAsync(next)).Messages.Select(message => message.Id));
    }

    [Fact]
    public async Task Add_WhenAStreamBeginsAnew_TakesItsLowerNumbers()
    {
        await using var outbox = await OpenAsync();
        await AddAsync(outbox, Draft("A", 40));

        Assert.Equal(1, (await AddAsync(outbox, Draft("A", 1) with { Id = "A-1-again", At = Noon.AddHours(1) })).Added);
    }

    [Fact]
    public async Task Add_WhenItHappenedBeforeTheOutboxWasOpenedFirst_IsNoNews()
    {
        await using var outbox = await OpenAsync();

        Assert.Equal(1, (await AddAsync(outbox, Draft("A", 1) with { At = Noon.AddSeconds(-1) }, Draft("A", 2))).Added);
    }

    [Fact]
    public async Task Due_OfSeveralStreams_IsTheOldestOfEachAndABuriedOneMakesWay()
    {
        await using var outbox = await OpenAsync();
        await AddAsync(outbox, Draft("A", 1), Draft("A", 2), Draft("B", 1));
        Assert.Equal(["A-1", "B-1"], await DueAsync(outbox, Noon));

        await outbox.PostponeAsync("A-1", Noon.AddMinutes(1), "HTTP 500", TestContext.Current.CancellationToken);
        Assert.Equal(["B-1"], await DueAsync(outbox, Noon)); // A waits for its first
        await outbox.SentAsync("B-1", TestContext.Current.CancellationToken);
        Assert.Equal(Noon.AddMinutes(1), await outbox.NextDueAsync(TestContext.Current.CancellationToken));

        await outbox.BuryAsync("A-1", "HTTP 404", TestContext.Current.CancellationToken);
        Assert.Equal(["A-2"], await DueAsync(outbox, Noon));
        Assert.True(await outbox.ReviveAsync("A-1", Noon, TestContext.Current.CancellationToken));
        Assert.Equal(["A-1"], await DueAsync(outbox, Noon)); // back at its place
        Assert.False(await outbox.ReviveAsync("A-9", Noon, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Add_WhenTheOutboxIsFull_DropsTheOldestDeadOnesFirst()
    {
        await using var outbox = await OpenAsync(capacity: 3);
        await AddAsync(outbox, Draft("A", 1), Draft("A", 2), Draft("A", 3));
        await outbox.BuryAsync("A-2", "HTTP 404", TestContext.Current.CancellationToken);

        Assert.Equal(new OutboxIntake(Added: 2, Dropped: 2), await AddAsync(outbox, Draft("A", 4), Draft("A", 5)));

        Assert.Equal(["A-3", "A-4", "A-5"], (await StatusAsync(outbox)).Messages.Select(message => message.Id));
    }

    [Fact]
    public async Task Open_WhenTheFileHoldsGrainState_RefusesIt()
    {
        await using (var grains = new SqliteFile(new SqliteFileOptions { Path = FilePath }, NullLogger.Instance))
            await grains.OpenAsync(TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<SqliteFileException>(() => OpenAsync());

        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
    }

    private Task<SqliteOutbox> OpenAsync(DateTimeOffset? now = null, int capacity = 100) =>
        SqliteOutbox.OpenAsync(FilePath, now ?? Noon, capacity, NullLogger<SqliteOutbox>.Instance, TestContext.Current.CancellationToken);

    private static OutboxDraft Draft(string stream, long sequence) => new($"{stream}-{sequence}", stream, sequence, Noon.AddSeconds(sequence), "OPEN", "{}");

    private static Task<OutboxIntake> AddAsync(SqliteOutbox outbox, params OutboxDraft[] drafts) =>
        outbox.AddAsync(drafts, Noon, TestContext.Current.CancellationToken);

    private static Task<OutboxStatus> StatusAsync(SqliteOutbox outbox) => outbox.StatusAsync(100, TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string>> DueAsync(SqliteOutbox outbox, DateTimeOffset now) =>
        (await outbox.DueAsync(now, 100, TestContext.Current.CancellationToken)).Select(message => message.Id);
}
