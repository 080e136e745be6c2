using Executor.ClusterTests.Running;

namespace Executor.ClusterTests;

/// <summary>A cluster of real processes loses silos, links and stores, and no position: judged on the exchange's books.</summary>
public sealed class FaultTests : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Cluster_ThroughFaultsOfEveryKind_LosesNoPositionAndSendsNothingTwice()
    {
        var options = new ClusterOptions();
        await using var cluster = await Cluster.StartAsync(options, _folder);
        var takeovers = new TakeoverTimes(cluster);
        try
        {
            await RoundsAsync(cluster, takeovers, options);
        }
        finally
        {
            takeovers.Print();
            await cluster.PrintBusiestMinuteAsync();
        }

        await cluster.CloseAndAssertCleanAsync();
        Console.WriteLine($"figure: cluster, {options.Symbols} symbols on {options.Storage}, {options.Rounds} rounds: {cluster.Judged.Trades} trades and {cluster.Judged.Executions} executions, no violation, longest without a stop {cluster.LongestUncovered.TotalSeconds:0.00} s");
    }

    private static async Task RoundsAsync(Cluster cluster, TakeoverTimes takeovers, ClusterOptions options)
    {
        for (var count = 0; count < options.Rounds; count++)
        {
            var skew = count % 2 == 0 ? Skew : -Skew;
            Func<Task>[] faults =
            [
                () => KillOneAsync(cluster, takeovers),
                () => FreezeAsync(cluster, takeovers),
                () => LoseExchangeAsync(cluster, options.Outage),
                () => LoseStorageAsync(cluster, options.Outage),
                () => StopStorageAsync(cluster, options.Outage),
                () => SkewAsync(cluster, takeovers, skew),
                () => RollAsync(cluster, takeovers),
                () => KillTwoAsync(cluster, takeovers),
            ];
            foreach (var fault in faults)
            {
                await cluster.PrepareAsync();
                await fault();
            }
        }
    }

    private static async Task KillOneAsync(Cluster cluster, TakeoverTimes takeovers)
    {
        var (victim, owned) = Owner(cluster, takeovers);
        var since = Now();
        await victim.KillAsync();
        await takeovers.MeasureAsync("SIGKILL of one silo", owned, since);
        await cluster.AssertCleanAsync();
        await victim.StartAsync();
    }

    private static async Task KillTwoAsync(Cluster cluster, TakeoverTimes takeovers)
    {
        var (first, owned) = Owner(cluster, takeovers);
        var second = cluster.Up.First(silo => silo != first);
        var lost = owned.Concat(takeovers.OwnedBy(second)).ToDictionary();
        var since = Now();
        await Task.WhenAll(first.KillAsync(), second.KillAsync());
        await takeovers.MeasureAsync("SIGKILL of two silos at once", lost, since);
        await cluster.AssertCleanAsync();
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
    }

    /// <summary>A silo that wakes up after its positions have moved learns of it from the store before it sends anything.</summary>
    private static async Task FreezeAsync(Cluster cluster, TakeoverTimes takeovers)
    {
        var (victim, owned) = Owner(cluster, takeovers);
        var since = Now();
        await victim.FreezeAsync();
        await takeovers.MeasureAsync("SIGSTOP of one silo", owned, since);
        await victim.ThawAsync();
        await victim.GoneAsync(); // it finds itself declared dead
        await cluster.AssertCleanAsync();
        await victim.StartAsync();
    }

    /// <summary>Positions of a silo without an exchange stay under the stops that rest there, and are managed again when it is back.</summary>
    private static async Task LoseExchangeAsync(Cluster cluster, TimeSpan outage)
    {
        var victim = cluster.Up[0];
        victim.Exchange.Cut();
        await PassAsync(outage);
        victim.Exchange.Mend();
        await cluster.AssertCleanAsync();
    }

    /// <summary>Without the store nobody decides anything; positions stay under their stops, and nothing is sent that is not stored.</summary>
    private static async Task LoseStorageAsync(Cluster cluster, TimeSpan outage)
    {
        foreach (var silo in cluster.Up)
            silo.Redis.Cut();
        await PassAsync(outage);
        foreach (var silo in cluster.Up)
            silo.Redis.Mend();
        await ReviveAsync(cluster);
    }

    /// <summary>The stores themselves end and come back, as in an upgrade of theirs, with what they had.</summary>
    private static async Task StopStorageAsync(Cluster cluster, TimeSpan outage)
    {
        await cluster.StopStoresAsync();
        await PassAsync(outage);
        await cluster.StartStoresAsync();
        await ReviveAsync(cluster);
    }

    /// <summary>A silo that has given up without its store is started again, as whoever watches it would.</summary>
    private static async Task ReviveAsync(Cluster cluster)
    {
        foreach (var silo in cluster.All.Where(silo => !silo.IsUp))
            await silo.StartAsync();
        await cluster.AssertCleanAsync();
    }

    /// <summary>A silo whose clock is off by seconds owns positions, and takes over those of another that dies.</summary>
    private static async Task SkewAsync(Cluster cluster, TakeoverTimes takeovers, TimeSpan skew)
    {
        var (victim, _) = Owner(cluster, takeovers);
        var skewed = cluster.Up.First(silo => silo != victim);
        await SetClockAsync(skewed, skew);
        var since = Now();
        var owned = takeovers.OwnedBy(victim);
        await victim.KillAsync();
        await takeovers.MeasureAsync("SIGKILL of one silo while the clock of another is off by 5 s", owned, since);
        await cluster.AssertCleanAsync();
        await victim.StartAsync();
        await SetClockAsync(skewed, TimeSpan.Zero);
        await cluster.AssertCleanAsync();

        static async Task SetClockAsync(ClusterSilo silo, TimeSpan skew)
        {
            await silo.StopAsync();
            silo.Skew = skew;
            await silo.StartAsync();
        }
    }

    private static async Task RollAsync(Cluster cluster, TakeoverTimes takeovers)
    {
        foreach (var silo in cluster.All)
        {
            var owned = takeovers.OwnedBy(silo);
            var since = Now();
            var needed = await silo.StopAsync();
            Assert.True(needed < TimeSpan.FromSeconds(30), $"A silo needed {needed} to leave.");
            Console.WriteLine(FormattableString.Invariant($"figure: SIGTERM to the end of a silo with {owned.Count} positions: {needed.TotalSeconds:0.0} s"));
            if (owned.Count > 0)
                await takeovers.MeasureAsync("SIGTERM (rolling restart)", owned, since);
            await silo.StartAsync();
        }

        await cluster.AssertCleanAsync();
    }

    /// <summary>The silo with the most positions.</summary>
    private static (ClusterSilo Silo, IReadOnlyDictionary<string, long> Owned) Owner(Cluster cluster, TakeoverTimes takeovers) =>
        cluster.Up.Select(silo => (silo, takeovers.OwnedBy(silo))).MaxBy(each => each.Item2.Count);

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    /// <summary>Lets an outage last: here time itself is the fault.</summary>
    private static async Task PassAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}
