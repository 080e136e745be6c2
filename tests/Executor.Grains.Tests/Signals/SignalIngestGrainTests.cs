using System.Text;
using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Grains.Signals;
using Executor.Grains.Tests.Cluster;

namespace Executor.Grains.Tests.Signals;

public sealed class SignalIngestGrainTests
{
    [Fact]
    public async Task Batch_OfEveryKindOfLine_IsAnsweredLineByLineInOrder()
    {
        await using var fleet = await TestFleet.StartAsync();

        var answers = await fleet.Ingest().IngestAsync(
            Batch(Peak("20:00:00", 95_000m), Peak("20:00:00", 95_000m), "{\"action\":\"OTHER\"}", "{half", Peak("19:59:00", 95_000m), Peak("20:00:30", 95_001m)),
            CancellationToken.None);

        Assert.Equal(
            [LineOutcome.Accepted, LineOutcome.Duplicate, LineOutcome.Ignored, LineOutcome.Invalid, LineOutcome.Skipped, LineOutcome.Skipped],
            answers.Select(answer => answer.Outcome));
        Assert.NotNull(answers[0].TradeKey);
        Assert.Equal("late", answers[4].Reason);
        Assert.Equal("position_lock", answers[5].Reason);
    }

    [Fact]
    public async Task Batch_WhenOnePeakIsDatedInTheFuture_SkipsItAndTakesTheNextOne()
    {
        await using var fleet = await TestFleet.StartAsync();

        var answers = await fleet.Ingest().IngestAsync(Batch(Peak("20:02:01", 95_000m), Peak("20:00:00", 95_000m)), CancellationToken.None);

        Assert.Equal(LineOutcome.Skipped, answers[0].Outcome);
        Assert.Equal("future_peak", answers[0].Reason);
        Assert.Contains("2025-01-13T20:02:01", answers[0].Detail, StringComparison.Ordinal);
        Assert.Equal(LineOutcome.Accepted, answers[1].Outcome);
    }

    [Fact]
    public async Task MarkSeen_WhenOnePeakIsDatedInTheFuture_DoesNotMuteTheNextOne()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.Ingest().MarkSeenAsync(Batch(Peak("23:00:00", 95_000m)), CancellationToken.None);

        var answer = Assert.Single(await fleet.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None));

        Assert.Equal(LineOutcome.Accepted, answer.Outcome);
    }

    [Fact]
    public async Task Batch_WithACursor_KeepsItOverARestart()
    {
        var before = await TestFleet.StartAsync();
        var cursor = new FileCursor { Path = "/data/deltascout.log", Identity = "abc", Offset = 1234, Line = 7 };
        await before.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)) with { Cursor = cursor }, CancellationToken.None);
        await using var after = await before.RestartAsync();

        Assert.Equal(cursor, await after.Ingest().GetCursorAsync(CancellationToken.None));
        var again = await after.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None);
        Assert.Equal(LineOutcome.Duplicate, Assert.Single(again).Outcome);
    }

    [Fact]
    public async Task Batch_ThatWasForwardedButNotRemembered_ComesAgainAndOpensNothingTwice()
    {
        await using var fleet = await TestFleet.StartAsync();
        fleet.Faults.BeforeWrite = state => state is IngestState ? Task.FromException(new IOException("the process dies here")) : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => fleet.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None));
        var trade = (await fleet.ViewAsync()).TradeKey;
        fleet.Faults.BeforeWrite = null;

        var answer = Assert.Single(await fleet.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None));

        Assert.Equal(LineOutcome.Accepted, answer.Outcome);
        Assert.Equal(trade, answer.TradeKey);
        Assert.Equal(1, fleet.Entries());
    }

    [Fact]
    public async Task Batch_ThatThePositionCannotTake_IsNotRemembered()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.ViewAsync();
        fleet.Faults.BeforeWrite = _ => Task.FromException(new IOException("disk full"));
        await Assert.ThrowsAnyAsync<Exception>(() => fleet.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None));
        Assert.Equal(0, fleet.Entries());
        fleet.Faults.BeforeWrite = null;

        var answer = Assert.Single(await fleet.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None));

        Assert.Equal(LineOutcome.Accepted, answer.Outcome);
    }

    [Fact]
    public async Task Batch_OfMoreSignalsThanAPositionRemembers_IsRememberedInParts()
    {
        await using var fleet = await TestFleet.StartAsync();
        var writes = 0;
        fleet.Faults.AfterWrite = state =>
        {
            writes += state is IngestState ? 1 : 0;
            return Task.CompletedTask;
        };
        var lines = Enumerable.Range(0, 100).Select(number => Peak("20:00:00", 95_000m + number)).ToArray();

        var answers = await fleet.Ingest().IngestAsync(Batch(lines), CancellationToken.None);

        Assert.Equal(100, answers.Length);
        Assert.Equal(4, writes); // after 32, 64, 96 and at the end
        Assert.Equal(1, fleet.Entries());
    }

    [Fact]
    public async Task MarkSeen_RemembersWithoutActing()
    {
        await using var fleet = await TestFleet.StartAsync();

        var marked = await fleet.Ingest().MarkSeenAsync(Batch(Peak("20:00:00", 95_000m), "", Peak("20:00:00", 95_000m)), CancellationToken.None);
        var answer = Assert.Single(await fleet.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None));

        Assert.Equal(1, marked);
        Assert.Equal(LineOutcome.Duplicate, answer.Outcome);
        Assert.Empty(fleet.Exchange.Sent);
    }

    [Fact]
    public async Task W60_SignalWhileAnEntryIsPending_IsAnsweredAtOnce()
    {
        await using var fleet = await TestFleet.StartAsync();
        await fleet.MoveAsync(95_010m);
        await fleet.Ingest().IngestAsync(Batch(Peak("20:00:00", 95_000m)), CancellationToken.None);
        await fleet.PassAsync(TimeSpan.FromSeconds(16)); // past the lock
        Assert.Equal("Pending", (await fleet.ViewAsync()).Status);

        var answer = Assert.Single(await fleet.Ingest().IngestAsync(Batch(Peak("20:00:16", 95_002m)), CancellationToken.None));

        Assert.Equal(LineOutcome.Skipped, answer.Outcome);
        Assert.Equal("position_already_open", answer.Reason);
        Assert.Single(fleet.Exchange.Sent, command => command is ExchangeCommand.Place { Order.Side: OrderSide.Buy });
    }

    private static SignalBatch Batch(params string[] lines) => new() { Lines = [.. lines.Select(Encoding.UTF8.GetBytes)] };

    private static string Peak(string time, decimal price) =>
        $$"""{"action":"PEAK","source":"DeltaScout","kind":"long","ts":"2025-01-13T{{time}}Z","price":{{price}}}""";
}
