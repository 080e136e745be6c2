using System.Buffers;
using Executor.Core.Journal;
using Executor.Silo.Journal;

namespace Executor.Silo.Tests.Journal;

public sealed class JournalHubTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 13, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Publish_WhenAnActivationRepeatsItsTail_PassesOnOnlyWhatIsNew()
    {
        var hub = new JournalHub();
        var seen = Record(hub);

        hub.Publish("BTCUSDC", [Event(1), Event(2)]);
        hub.Publish("BTCUSDC", [Event(1), Event(2), Event(3)]);
        hub.Publish("ETHUSDC", [Event(1)]);

        Assert.Equal([("BTCUSDC", 1L), ("BTCUSDC", 2L), ("BTCUSDC", 3L), ("ETHUSDC", 1L)], seen);
    }

    [Fact]
    public void Publish_WhenTheStateBeganAnew_TakesSmallNumbersWithLaterTimesForNews()
    {
        var hub = new JournalHub();
        hub.MarkPublished("BTCUSDC", 500, Noon);
        var seen = Record(hub);

        hub.Publish("BTCUSDC", [Event(1) with { At = Noon.AddHours(1) }]);

        Assert.Equal([("BTCUSDC", 1L)], seen);
    }

    [Fact]
    public void Publish_WhenAReaderIsTooSlow_NeitherWaitsNorThrowsAndTellsHowManyWereLost()
    {
        var hub = new JournalHub();
        var subscription = hub.Subscribe(2);

        hub.Publish("BTCUSDC", [Event(1), Event(2), Event(3), Event(4), Event(5)]);

        Assert.Equal(3, subscription.TakeLost());
        Assert.Equal(0, subscription.TakeLost());
    }

    [Fact]
    public void MarkIn_WhenTheFileHoldsTheTail_ARestartPublishesItNotAgain()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("executor.log");
        var line = new ArrayBufferWriter<byte>();
        JournalLine.Write(line, new JournalEntry("BTCUSDC", Event(4) with { At = Noon.AddTicks(7) }), "paper"); // finer than the file's microseconds
        File.WriteAllBytes(path, [.. "not json\n"u8, .. line.WrittenSpan, .. "{\"half"u8]);
        var hub = new JournalHub();
        var seen = Record(hub);

        PublishedEvents.MarkIn(hub, path);
        hub.Publish("BTCUSDC", [Event(3), Event(4) with { At = Noon.AddTicks(7) }, Event(5)]);

        Assert.Equal([("BTCUSDC", 5L)], seen);
    }

    private static List<(string, long)> Record(JournalHub hub)
    {
        var seen = new List<(string, long)>();
        hub.Attach(entry => seen.Add((entry.Symbol, entry.Event.Sequence)));
        return seen;
    }

    private static JournalEvent Event(long sequence) => new() { Sequence = sequence, At = Noon, Name = "OPEN", Reason = "because" };
}
