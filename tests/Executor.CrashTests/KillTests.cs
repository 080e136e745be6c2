using System.Globalization;
using Executor.CrashHost;

namespace Executor.CrashTests;

/// <summary>
/// The process is killed with SIGKILL while it trades on paper, and started again on what it left behind. What counts is what the
/// exchange has in its books.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kinds = 5;

    /// <param name="point">Where it dies; None: it is killed from outside, at a random time.</param>
    /// <param name="seed">Of the market and of the choice among passages.</param>
    /// <param name="passages">It dies at one of so many. Every answered signal is a save, so that more saves than sends make a trade.</param>
    [Theory]
    [InlineData(KillPoint.BeforeSave, 11, 40)]
    [InlineData(KillPoint.AfterSave, 22, 40)]
    [InlineData(KillPoint.BeforeSend, 33, 15)]
    [InlineData(KillPoint.AfterSend, 44, 15)]
    [InlineData(KillPoint.None, 55, 1)]
    public async Task Kill_AtAnyInstant_LeavesOnePositionAndOneSetOfExits(KillPoint point, int seed, int passages)
    {
        var folder = Directory.CreateTempSubdirectory("executor-crash-").FullName;
        var chance = new Random(seed);
        var open = 0;
        for (var kill = 0; kill < KillsPerKind; kill++)
        {
            await using var host = HostProcess.Start(folder, point, passage: chance.Next(1, passages + 1), seed: (ulong)(seed + kill));
            var summary = await host.SettledAsync();
            Books.Read(folder).AssertAgreesWith(summary);
            open += summary.Status == "Open" ? 1 : 0;

            await host.GoAsync();
            if (point == KillPoint.None)
            {
                await host.KillAfterAsync(TimeSpan.FromMilliseconds(chance.Next(20, 1500)));
            }
            await host.DeadAsync();
            Books.Read(folder).AssertSafe();
        }

        await using var last = HostProcess.Start(folder, KillPoint.None, passage: 1, seed: 0);
        var end = await last.SettledAsync();
        var books = Books.Read(folder);
        books.AssertAgreesWith(end);
        Assert.True(books.Entries > 0, "Nothing was traded.");
        await last.StopAsync();
        output.WriteLine($"{KillsPerKind} kills, {open} restarts with a position open, {books.Entries} entries, {books.Orders} orders, epoch {end.Epoch}.");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>EXECUTOR_KILLS in all, 15 when it is not set.</summary>
    private static int KillsPerKind =>
        int.Parse(Environment.GetEnvironmentVariable("EXECUTOR_KILLS") ?? "15", CultureInfo.InvariantCulture) / Kinds;
}
