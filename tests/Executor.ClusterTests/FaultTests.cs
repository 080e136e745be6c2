using Executor.ClusterTests.Running;
using Executor.ScenarioTests.Running;

namespace Executor.ClusterTests;

/// <summary>A cluster of real processes loses silos, links and stores, and no position: judged on the exchange's books.</summary>
public sealed class FaultTests : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    /// <summary>Shorter than a silo may be silent before it is put out; soon before that; longer than that.</summary>
    private static readonly TimeSpan Blink = TimeSpan.FromSeconds(2), NearlyOut = TimeSpan.FromSeconds(5.5), Silence = TimeSpan.FromSeconds(8);

    /// <summary>The send lease of the shipped settings, and what may be on the way when it ends.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1), OnTheWay = TimeSpan.FromSeconds(1);

    /// <summary>What a silo says that ends because others reach the store and it does not.</summary>
    private const string EndsForLackOfTheStore = "This silo ends, so that the others take over its positions";

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

    private static IEnumerable<Func<Task>> NoFaults => [];

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
                () => LoseStorageOfOneAsync(cluster, takeovers),
                () => StopStorageAsync(cluster, options.Outage),
                () => SkewAsync(cluster, takeovers, skew),
                () => RollAsync(cluster, takeovers),
                () => KillTwoAsync(cluster, takeovers),
                .. cluster.Network is { } network ? PartitionsOf(cluster, network, takeovers) : [],
                .. options.Storage == "Redis" ? NoFaults : [() => LoseListAsync(cluster, options.Outage)],
            ];
            foreach (var fault in faults)
            {
                await cluster.PrepareAsync();
                await fault();
            }

            Console.WriteLine(FormattableString.Invariant($"round {count + 1} of {options.Rounds} is over at {Now():HH:mm:ss}"));
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
        var ended = EndedForLackOfTheStore(cluster);
        foreach (var silo in cluster.Up)
            silo.Stores.Cut();
        await PassAsync(outage);
        foreach (var silo in cluster.Up)
            silo.Stores.Mend();
        await ReviveAsync(cluster);
        Assert.Equal(ended, EndedForLackOfTheStore(cluster)); // it is away for all
    }

    /// <summary>The list of silos is away, and the store of positions is not.</summary>
    private static async Task LoseListAsync(Cluster cluster, TimeSpan outage)
    {
        var ended = EndedForLackOfTheStore(cluster);
        foreach (var silo in cluster.Up)
            silo.Stores.Redis.Cut();
        await PassAsync(outage);
        foreach (var silo in cluster.Up)
            silo.Stores.Redis.Mend();
        await ReviveAsync(cluster);
        Assert.Equal(ended, EndedForLackOfTheStore(cluster)); // it is away for all
    }

    /// <summary>One silo has lost the store, which its peers have: told to leave a position, it sends nothing that it cannot store; then it ends itself,
    /// and they take over.</summary>
    private static async Task LoseStorageOfOneAsync(Cluster cluster, TakeoverTimes takeovers)
    {
        var (victim, owned) = Owner(cluster, takeovers);
        var since = Now();
        victim.Stores.Cut();
        await PassAsync(Lease + OnTheWay);
        var told = Now();
        var asked = victim.Control.FlattenAsync(owned.Keys.First());
        await takeovers.MeasureAsync("loss of the store by one silo", owned, since, looksFrom: told);
        await victim.GoneAsync();
        var sent = await takeovers.ChangesAsync(told, owned.Keys.Except(takeovers.Claimed(owned)).ToHashSet(StringComparer.Ordinal));
        Assert.Empty(sent);
        Assert.Contains(EndsForLackOfTheStore, victim.Output, StringComparison.Ordinal);
        await AnsweredAsync(asked);
        victim.Stores.Mend();
        await ReviveAsync(cluster);
    }

    /// <summary>The stores themselves end and come back, as in an upgrade of theirs, with what they had.</summary>
    private static async Task StopStorageAsync(Cluster cluster, TimeSpan outage)
    {
        var ended = EndedForLackOfTheStore(cluster);
        await cluster.StopStoresAsync();
        await PassAsync(outage);
        await cluster.StartStoresAsync();
        await ReviveAsync(cluster);
        Assert.Equal(ended, EndedForLackOfTheStore(cluster)); // it is away for all
    }

    /// <summary>How often a silo has ended itself because it alone had lost the store.</summary>
    private static int EndedForLackOfTheStore(Cluster cluster) => cluster.All.Sum(silo => silo.Output.Split(EndsForLackOfTheStore).Length - 1);

    /// <summary>A silo that has given up without its store is started again, as whoever watches it would.</summary>
    private static async Task ReviveAsync(Cluster cluster)
    {
        foreach (var silo in cluster.All.Where(silo => !silo.IsUp))
            await silo.StartAsync();
        foreach (var silo in cluster.Up)
            await Eventually.TrueAsync(silo.Control.IsReadyAsync, () => silo.Output);
        await cluster.AssertCleanAsync();
    }

    /// <summary>A silo whose clock is off by seconds owns positions, and takes over those of another that dies.</summary>
    private static async Task SkewAsync(Cluster cluster, TakeoverTimes takeovers, TimeSpan skew)
    {
        var (victim, _) = Owner(cluster, takeovers);
        var skewed = cluster.Up.First(silo => silo != victim);
        await SetClockAsync(skewed, skew);
        await cluster.PrepareAsync(); // its positions have moved, which has cost weight
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

    private static IEnumerable<Func<Task>> PartitionsOf(Cluster cluster, Network network, TakeoverTimes takeovers) =>
    [
        () => BlinkAsync(cluster, network, takeovers),
        () => PartAsync(cluster, network, takeovers),
        () => DisputeAsync(cluster, network, takeovers),
    ];

    /// <summary>The network between a silo and its peers is away for less than puts a silo out: all stays as it is.</summary>
    private static async Task BlinkAsync(Cluster cluster, Network network, TakeoverTimes takeovers)
    {
        var (victim, owned) = Owner(cluster, takeovers);
        await network.UnplugAsync(victim.Machine);
        await PassAsync(Blink);
        await network.PlugAsync(victim.Machine);
        await PassAsync(Silence);
        Assert.Equal(cluster.All, cluster.Up);
        Assert.Empty(takeovers.Claimed(owned).Except(await cluster.ClosedAsync())); // flat ones may have moved of their own accord
        await cluster.AssertCleanAsync();
    }

    /// <summary>A silo without its peers has store and exchange and could go on for ever: it learns from the store that it was put out, and ends.</summary>
    private static async Task PartAsync(Cluster cluster, Network network, TakeoverTimes takeovers)
    {
        var (victim, owned) = Owner(cluster, takeovers);
        var since = Now();
        await network.UnplugAsync(victim.Machine);
        await takeovers.MeasureAsync("partition of one silo from its peers", owned, since);
        await RejoinAsync(cluster, network, victim);
    }

    /// <summary>Both sides of a partition are told to leave the same positions while these change hands: each is left once.</summary>
    private static async Task DisputeAsync(Cluster cluster, Network network, TakeoverTimes takeovers)
    {
        var (victim, owned) = Owner(cluster, takeovers);
        var other = cluster.Up.First(silo => silo != victim);
        await network.UnplugAsync(victim.Machine);
        await PassAsync(NearlyOut);
        List<Task> asked = [];
        await Eventually.TrueAsync(
            () =>
            {
                var symbol = owned.Keys.ElementAt(asked.Count / 2 % owned.Count);
                asked.AddRange([victim.Control.FlattenAsync(symbol), other.Control.FlattenAsync(symbol)]);
                return Task.FromResult(!victim.IsUp);
            },
            () => victim.Output);
        await AnsweredAsync([.. asked]);
        await RejoinAsync(cluster, network, victim);
    }

    /// <summary>The silo that was cut off has ended and comes back; whatever it had to say of its peers, none of them was put out.</summary>
    private static async Task RejoinAsync(Cluster cluster, Network network, ClusterSilo victim)
    {
        await victim.GoneAsync();
        await cluster.AssertCleanAsync();
        Assert.Equal(cluster.All.Where(silo => silo != victim), cluster.Up);
        await network.PlugAsync(victim.Machine);
        await victim.StartAsync();
    }

    /// <summary>Waits until all was carried out or refused; which of both, the books say.</summary>
    private static Task AnsweredAsync(params Task[] asked) => Task.WhenAll(asked).ContinueWith(_ => { }, TaskScheduler.Default);

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
