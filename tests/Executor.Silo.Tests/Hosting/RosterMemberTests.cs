using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Executor.Silo.Tests.Hosting;

/// <summary>What one silo makes of the fleet's word, and of the work for each symbol.</summary>
public sealed class RosterMemberTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void BeforeTheFleetIsHeard_TheListedSymbolsAreExpectedAndTheirSignalsWait()
    {
        var roster = Roster(("SYMBOLS", "BTCUSDC,ETHUSDC"), Feed("BTCUSDC"), Feed("ETHUSDC"));

        Assert.False(roster.IsTold);
        Assert.Equal(["BTCUSDC Expected", "ETHUSDC Expected"], Lines(roster));
        Assert.All(roster.Now.Members, member => Assert.Contains("the fleet has not said", member.Closed, StringComparison.Ordinal));
    }

    [Fact]
    public void Standing_ThatChanges_KeepsWhatHasHappenedForASymbol_AndOneThatComesBackBeginsAnew()
    {
        var roster = Roster(("SYMBOLS", "BTCUSDC"), Feed("BTCUSDC"), Feed("ETHUSDC"));
        roster.Apply([Of("BTCUSDC"), Of("ETHUSDC")]);
        var first = roster.Find("ETHUSDC")!;

        roster.Apply([Of("BTCUSDC"), Of("ETHUSDC", RosterStanding.Leaving)]);
        Assert.Equal(["BTCUSDC Traded", "ETHUSDC Leaving"], Lines(roster));
        Assert.Same(first.Gates, roster.Find("ETHUSDC")!.Gates);

        roster.Apply([Of("BTCUSDC"), Of("ETHUSDC", RosterStanding.Out)]);
        Assert.Null(roster.Find("ETHUSDC"));
        Assert.Equal("ETHUSDC", roster.SetupOf("ETHUSDC").Symbol); // what it left behind can still be looked at

        roster.Apply([Of("BTCUSDC"), Of("ETHUSDC")]);
        Assert.NotSame(first.Gates, roster.Find("ETHUSDC")!.Gates);
    }

    [Fact]
    public void TheSameWordAgain_IsNoNews()
    {
        var roster = Roster(("SYMBOLS", "BTCUSDC"), Feed("BTCUSDC"));
        roster.Apply([Of("BTCUSDC")]);
        var before = roster.Now;

        roster.Apply([Of("BTCUSDC")]);

        Assert.Same(before, roster.Now);
        Assert.False(before.Next.IsCompleted);
    }

    [Fact]
    public void SettingsThatCannotBeRead_AreNamed_AndTheOthersGoOn()
    {
        var roster = Roster(("SYMBOLS", "BTCUSDC"), Feed("BTCUSDC"), ("Executor:Symbols:ETHUSDC:QTY_USD", "much"));

        roster.Apply([Of("ETHUSDC"), Of("BTCUSDC"), Of("NOPAIR")]);

        Assert.Equal(["BTCUSDC Traded"], Lines(roster));
        Assert.Equal(["ETHUSDC", "NOPAIR"], roster.Now.Unreadable.Keys);
        Assert.Contains("QTY_USD", roster.Now.Unreadable["ETHUSDC"], StringComparison.Ordinal);
        Assert.Equal(["BTCUSDC", "ETHUSDC", "NOPAIR"], roster.Now.Symbols);
    }

    [Fact]
    public void FileOfAnotherSymbol_IsNeverFollowed()
    {
        (string, string)[] changed = [("SYMBOLS", "ETHUSDC"), ("AGG_CSV", "/data/feed.csv")]; // it was the feed of the one that leaves
        var paper = Roster(changed);
        var live = Roster([.. changed, ("EXCHANGE", "binance"), ("BINANCE_BASE_URL", "http://127.0.0.1:9090"), ("BINANCE_API_KEY", "k"), ("BINANCE_API_SECRET", "s")]);

        paper.Apply([Of("ETHUSDC"), Of("BTCUSDC", RosterStanding.Leaving)]);
        live.Apply([Of("ETHUSDC"), Of("BTCUSDC", RosterStanding.Leaving)]);

        Assert.Contains("AGG_CSV must differ", paper.Now.Unreadable["BTCUSDC"], StringComparison.Ordinal);
        Assert.Equal(new SymbolInputs.Exchange(null), live.Find("BTCUSDC")!.Setup.Inputs);
        Assert.IsType<SymbolInputs.Files>(live.Find("ETHUSDC")!.Setup.Inputs);
    }

    [Fact]
    public async Task Work_BeginsWhenASymbolComesEndsWhenItGoes_AndTroubleOfOneIsItsOwn()
    {
        var roster = Roster(("SYMBOLS", "BTCUSDC"), Feed("BTCUSDC"), Feed("ETHUSDC"), Feed("SOLUSDC"));
        var happened = System.Threading.Channels.Channel.CreateUnbounded<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var following = PerSymbol.FollowAsync(roster, member => member.IsTraded, WorksOf, TimeProvider.System, NullLogger.Instance, stop.Token);

        roster.Apply([Of("BTCUSDC"), Of("SOLUSDC")]);
        await SeenAsync("BTCUSDC begins", "SOLUSDC fails", "SOLUSDC fails");
        roster.Apply([Of("BTCUSDC"), Of("ETHUSDC")]);
        await SeenAsync("ETHUSDC begins");
        roster.Apply([Of("BTCUSDC"), Of("ETHUSDC", RosterStanding.Leaving)]);
        await SeenAsync("ETHUSDC ends");
        roster.Apply([Of("BTCUSDC"), Of("ETHUSDC")]);
        await SeenAsync("ETHUSDC begins");
        await stop.CancelAsync();
        await following.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await SeenAsync("BTCUSDC ends", "ETHUSDC ends");

        IEnumerable<Func<CancellationToken, Task>> WorksOf(RosterMember member)
        {
            yield return async stopping =>
            {
                if (member.Symbol == "SOLUSDC")
                {
                    happened.Writer.TryWrite("SOLUSDC fails");
                    throw new InvalidOperationException("as it should");
                }

                happened.Writer.TryWrite($"{member.Symbol} begins");
                var end = new TaskCompletionSource();
                await using var registration = stopping.Register(end.SetResult);
                await end.Task;
                happened.Writer.TryWrite($"{member.Symbol} ends");
            };
        }

        async Task SeenAsync(params string[] wanted)
        {
            var open = wanted.ToList();
            while (open.Count > 0)
            {
                var seen = await happened.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
                Assert.True(open.Remove(seen) || seen == "SOLUSDC fails", $"{seen}, and not {string.Join(", ", open)}");
            }
        }
    }

    private static Roster Roster(params (string Name, string Value)[] values)
    {
        var read = SiloSettingsReader.Read(
            new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => value.Name, value => (string?)value.Value)).Build());
        return new Roster(read.Settings ?? throw new InvalidOperationException(string.Join(" ", read.Problems)), NullLogger<Roster>.Instance);
    }

    private static (string Name, string Value) Feed(string symbol) => ($"Executor:Symbols:{symbol}:AGG_CSV", $"/data/{symbol}.csv");

    private static RosterSymbol Of(string symbol, RosterStanding standing = RosterStanding.Traded) => new() { Symbol = symbol, Standing = standing, IsConfigured = false };

    private static ImmutableArray<string> Lines(Roster roster) => [.. roster.Now.Members.Select(member => $"{member.Symbol} {member.Membership}")];
}
