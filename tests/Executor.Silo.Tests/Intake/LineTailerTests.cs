using System.Text;
using Executor.GrainInterfaces;
using Executor.Silo.Intake;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Silo.Tests.Intake;

/// <summary>Real files; the clock stands still, so that every wait ends by the operating system's notification.</summary>
public sealed class LineTailerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    private string Log => _folder.File("deltascout.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryRead_WhenLinesAreComplete_GivesThemOnceWithTheCursorBehindThem()
    {
        File.WriteAllText(Log, "one\ntwo\r\nthree\n");
        using var tailer = Open();

        var batch = Read(tailer);

        Assert.Equal(["one", "two", "three"], Texts(batch));
        Assert.Equal((15L, 3L), (batch.Cursor.Offset, batch.Cursor.Line));
        Assert.Null(tailer.TryRead());
    }

    [Fact]
    public async Task ReadAsync_WhenTheLastLineHasNoEnd_WaitsForItsRest()
    {
        File.WriteAllText(Log, "one\n{\"half\":");
        using var tailer = Open();
        Assert.Equal(["one"], Texts(await NextAsync(tailer)));
        var next = NextAsync(tailer);

        File.AppendAllText(Log, "1}\n");

        Assert.Equal(["{\"half\":1}"], Texts(await next));
    }

    [Fact]
    public async Task ReadAsync_WhenTheFileAndItsFolderComeLater_ReadsFromTheStart()
    {
        var path = Path.Combine(_folder.Path, "later", "signals.log");
        using var tailer = new LineTailer(path, null, new LineTailerOptions(), _clock);
        var next = NextAsync(tailer);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "first\n");

        _clock.Advance(TimeSpan.FromSeconds(1)); // nothing can notify from a folder that does not exist: the poll finds it

        Assert.Equal(["first"], Texts(await next));
    }

    [Fact]
    public void TryRead_WhenANeighbourCannotBeRead_FindsTheRotatedFileAllTheSame()
    {
        File.WriteAllText(Log, "one\n");
        var cursor = TailPlace.Find(Log, 0, new LineTailerOptions(), _clock, Unexpected)!.Cursor;
        File.AppendAllText(Log, "two\n");
        File.Move(Log, Log + ".1");
        File.WriteAllText(Log, "three\n");
        File.CreateSymbolicLink(Log + ".2", Log + ".2"); // leads to itself: opening it fails
        using var tailer = new LineTailer(Log, cursor, new LineTailerOptions(), _clock);

        Assert.Equal(["two"], Texts(Read(tailer)));
        Assert.Equal(["three"], Texts(Read(tailer)));
    }

    [Fact]
    public void TailPlace_WhenTheFileCannotBeRead_IsUnknownUntilItCan()
    {
        Directory.CreateDirectory(Log); // opening a folder as a file fails
        var notices = new List<TailNotice>();

        Assert.Null(TailPlace.Find(Log, 80, new LineTailerOptions(), _clock, notices.Add));
        Directory.Delete(Log);
        File.WriteAllText(Log, "one\n");

        Assert.IsType<TailNotice.Unreadable>(Assert.Single(notices));
        Assert.Equal(1L, TailPlace.Find(Log, 80, new LineTailerOptions(), _clock, Unexpected)!.Cursor.Line);
    }

    [Fact]
    public async Task ReadAsync_WhenAFileIsRenamedAndBegunAnew_FinishesTheOldOneThenReadsTheNew()
    {
        File.WriteAllText(Log, "old 1\n");
        using var tailer = Open();
        Assert.Equal(["old 1"], Texts(await NextAsync(tailer)));

        File.AppendAllText(Log, "old 2\nold 3 without an end");
        File.Move(Log, Log + ".1");
        File.WriteAllText(Log, "new 1\n");

        var rest = await NextAsync(tailer);
        var fresh = await NextAsync(tailer);
        Assert.Equal(["old 2", "old 3 without an end"], Texts(rest));
        Assert.Equal(["new 1"], Texts(fresh));
        Assert.Equal([new TailNotice.Rotated(OldWasFinished: true)], fresh.Notices);
        Assert.Equal((6L, 1L), (fresh.Cursor.Offset, fresh.Cursor.Line));
    }

    [Fact]
    public async Task ReadAsync_WhenTheWriterGoesOnInTheRenamedFile_StaysUntilTheNewOneHasContent()
    {
        File.WriteAllText(Log, "old 1\n");
        using var writer = new StreamWriter(new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
        using var tailer = Open();
        Assert.Equal(["old 1"], Texts(await NextAsync(tailer)));

        File.Move(Log, Log + ".1");
        File.WriteAllText(Log, string.Empty);
        Assert.Null(tailer.TryRead());
        await writer.WriteAsync("old 2\n");
        await writer.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["old 2"], Texts(Read(tailer)));
    }

    [Fact]
    public async Task ReadAsync_WhenRotatedWhileNobodyRead_FindsTheOldFileByItsContent()
    {
        File.WriteAllText(Log, "old 1\nold 2\n");
        using (var first = Open())
            Assert.Equal(2, Read(first).Lines.Length);
        var cursor = TailPlace.Find(Log, 0, new LineTailerOptions(), _clock, Unexpected)!.Cursor;
        File.AppendAllText(Log, "old 3\n");
        File.Move(Log, Log + "-20250101");
        File.WriteAllText(Log, "new 1\n");

        using var tailer = Open(cursor);

        Assert.Equal(["old 3"], Texts(await NextAsync(tailer)));
        Assert.Equal(["new 1"], Texts(await NextAsync(tailer)));
    }

    [Fact]
    public void TryRead_WhenTheOldFileIsGone_SaysSoAndReadsTheNewFromItsStart()
    {
        File.WriteAllText(Log, "old 1\n");
        var cursor = TailPlace.Find(Log, 0, new LineTailerOptions(), _clock, Unexpected)!.Cursor;
        File.WriteAllText(Log, "new 1\nnew 2\n");

        using var tailer = Open(cursor);
        var batch = Read(tailer);

        Assert.Equal(["new 1", "new 2"], Texts(batch));
        Assert.Equal([new TailNotice.Rotated(OldWasFinished: false)], batch.Notices);
    }

    [Fact]
    public async Task ReadAsync_WhenTruncatedInPlace_ReadsFromTheStartAgain()
    {
        File.WriteAllText(Log, "a line that is rather long\n");
        using var tailer = Open();
        Read(tailer);

        File.WriteAllText(Log, "short\n");

        var batch = await NextAsync(tailer);
        Assert.Equal([new TailNotice.Truncated(27)], batch.Notices);
        Assert.Equal(["short"], Texts(batch.Lines.IsEmpty ? await NextAsync(tailer) : batch)); // the cut may be seen before the write
    }

    [Fact]
    public async Task ReadAsync_WhenTruncatedAndAlreadyLongerThanBefore_IsNotTakenForTheSameFile()
    {
        File.WriteAllText(Log, "before\n");
        using var tailer = Open();
        Read(tailer);

        File.WriteAllText(Log, "after 1\nafter 2\nafter 3\n");

        var batch = await NextAsync(tailer);
        Assert.Equal([new TailNotice.Truncated(7)], batch.Notices);
        Assert.Equal(["after 1", "after 2", "after 3"], Texts(batch.Lines.IsEmpty ? await NextAsync(tailer) : batch));
    }

    [Fact]
    public async Task ReadAsync_WhenReplacedByARenameOfACopyWithMore_GoesOnWhereItWas()
    {
        File.WriteAllText(Log, "one\n");
        using var tailer = Open();
        Read(tailer);

        File.WriteAllText(Log + ".tmp", "one\ntwo\n");
        File.Move(Log + ".tmp", Log, overwrite: true);

        var batch = await NextAsync(tailer);
        Assert.Equal(["two"], Texts(batch));
        Assert.Empty(batch.Notices);
    }

    [Fact]
    public void TryRead_WhenBytesAreNotUtf8_HandsThemOutAsTheyAre()
    {
        File.WriteAllBytes(Log, [0xFF, 0xFE, (byte)'x', (byte)'\n', (byte)'y', (byte)'\n']);
        using var tailer = Open();

        var batch = Read(tailer);

        Assert.Equal([0xFF, 0xFE, (byte)'x'], batch.Lines[0]);
        Assert.Equal("y"u8.ToArray(), batch.Lines[1]);
    }

    [Fact]
    public void TryRead_WhenALineIsAboveTheLimit_LeavesOutThatOneAndNamesItsPlace()
    {
        File.WriteAllText(Log, $"ok 1\n{new string('x', 100_001)}\n{new string('y', 100_000)}\r\nok 2\n");
        using var tailer = new LineTailer(Log, null, new LineTailerOptions { MaxLineBytes = 100_000 }, _clock);

        var batch = Read(tailer);

        Assert.Equal(["ok 1", new string('y', 100_000), "ok 2"], Texts(batch));
        Assert.Equal([new TailNotice.LineTooLong(5, 100_001)], batch.Notices);
        Assert.Equal(4, batch.Cursor.Line);
    }

    [Fact]
    public void TryRead_WhenThereAreMoreLinesThanABatchHolds_GivesThemInSeveralWithoutLossOrRepetition()
    {
        File.WriteAllLines(Log, Enumerable.Range(0, 1000).Select(number => $"line {number}"));
        using var tailer = new LineTailer(Log, null, new LineTailerOptions { MaxBatchLines = 7 }, _clock);
        var lines = new List<string>();

        while (tailer.TryRead() is { } batch)
        {
            Assert.InRange(batch.Lines.Length, 1, 7);
            lines.AddRange(Texts(batch));
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(number => $"line {number}"), lines);
    }

    [Fact]
    public void TryRead_WhenLinesAreLarge_EndsABatchBySize()
    {
        File.WriteAllLines(Log, Enumerable.Repeat(new string('x', 1000), 10));
        using var tailer = new LineTailer(Log, null, new LineTailerOptions { MaxBatchBytes = 2500 }, _clock);

        Assert.Equal([3, 3, 3, 1], Enumerable.Range(0, 4).Select(_ => Read(tailer).Lines.Length));
    }

    [Fact]
    public void TryRead_WhenStartedAtEachCursorOnTheWay_GivesExactlyTheRest()
    {
        var all = Enumerable.Range(0, 50).Select(number => $"line {number}").ToList();
        File.WriteAllLines(Log, all);
        using var tailer = new LineTailer(Log, null, new LineTailerOptions { MaxBatchLines = 1 }, _clock);
        for (var taken = 1; tailer.TryRead() is { } batch; taken++)
        {
            using var second = Open(batch.Cursor);
            Assert.Equal(all.Skip(taken), second.TryRead() is { } rest ? Texts(rest) : []);
        }
    }

    [Fact]
    public void Find_WhenTheFileHasMoreLinesThanAskedFor_GivesTheLastCompleteOnesAndThePlaceBehindThem()
    {
        File.WriteAllText(Log, "1\n2\n3\n4\nunfinished");

        var place = TailPlace.Find(Log, 2, new LineTailerOptions(), _clock, Unexpected)!;

        Assert.Equal(["3", "4"], place.Lines.Select(Encoding.UTF8.GetString));
        Assert.Equal((8L, 4L), (place.Cursor.Offset, place.Cursor.Line));
    }

    private static void Unexpected(TailNotice notice) => Assert.Fail($"{notice} was not expected.");

    private LineTailer Open(FileCursor? start = null) => new(Log, start, new LineTailerOptions(), _clock);

    private static TailBatch Read(LineTailer tailer)
    {
        var batch = tailer.TryRead();
        Assert.NotNull(batch);
        return batch;
    }

    private static Task<TailBatch> NextAsync(LineTailer tailer) =>
        Task.Run(async () => await tailer.ReadAsync(TestContext.Current.CancellationToken)).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Texts(TailBatch batch) => batch.Lines.Select(Encoding.UTF8.GetString);
}
