using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Grains.Profiles;
using Executor.Grains.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;

namespace Executor.Grains.Tests.Account;

public sealed class AccountEventsGrainTests
{
    private const decimal BelowTheStop = 94_800m;

    [Fact]
    public async Task Reports_ThatComeTwiceAndOutOfOrder_CloseTheTradeOnce()
    {
        await using var fleet = await StartAsync();
        var line = await FollowAsync(fleet);
        await fleet.SignalAsync();
        line.Tell(Reports(fleet));
        fleet.Paper.MovePrice(TestFleet.Symbol, BelowTheStop, fleet.Clock.GetUtcNow());
        var reports = Reports(fleet);
        Assert.NotEmpty(reports);

        line.Tell(reports.Reverse());
        line.Tell(reports);
        await FlatAsync(fleet, TestFleet.Symbol);

        var closed = await fleet.ViewAsync();
        Assert.Equal("SL", closed.LastCloseReason);
        Assert.Equal(fleet.Paper.BalanceOf("USDC").Total - 10_000m, closed.LastProfit);
        Assert.Single(fleet.Journal.NamesOf(TestFleet.Symbol), name => name == "TRADE_CLOSED");
    }

    [Fact]
    public async Task Reports_OfOneSymbol_DoNotWaitForThePositionOfAnother()
    {
        await using var fleet = await StartAsync();
        var line = await FollowAsync(fleet);
        await fleet.SignalAsync("one");
        await fleet.SignalAsync("two", TestFleet.OtherSymbol);
        line.Tell(Reports(fleet));
        var held = Hold(fleet, TestFleet.Symbol);
        line.Tell(new AccountEvent.Listening(fleet.Clock.GetUtcNow())); // both look, and one of them hangs
        await Patience.ForAsync(held.Reached);
        fleet.Paper.MovePrice(TestFleet.OtherSymbol, BelowTheStop, fleet.Clock.GetUtcNow());
        line.Tell(Reports(fleet));

        await FlatAsync(fleet, TestFleet.OtherSymbol);

        Assert.False(held.IsReleased);
        held.Release();
    }

    [Fact]
    public async Task Reports_TenThousandForAPositionThatHangs_AreReplacedByALookThatShowsTheSame()
    {
        await using var fleet = await StartAsync();
        var line = await FollowAsync(fleet);
        await fleet.SignalAsync();
        line.Tell(Reports(fleet));
        var held = Hold(fleet, TestFleet.Symbol);
        line.Tell(new AccountEvent.Listening(fleet.Clock.GetUtcNow()));
        await Patience.ForAsync(held.Reached);
        fleet.Paper.MovePrice(TestFleet.Symbol, BelowTheStop, fleet.Clock.GetUtcNow());
        var reports = Reports(fleet);
        var before = (await fleet.Wallet().GetViewAsync(CancellationToken.None)).Reports;

        line.Tell(Enumerable.Range(0, 10_000).Select(number => reports[number % reports.Length]));
        await Eventually.TrueAsync(async () => (await fleet.Wallet().GetViewAsync(CancellationToken.None)).Reports == before + 10_000);

        Assert.Equal(9, (await fleet.Wallet().GetViewAsync(CancellationToken.None)).Overflows); // each 1024 that nobody takes make room for the next
        held.Release();
        await FlatAsync(fleet, TestFleet.Symbol);
        Assert.Equal("SL", (await fleet.ViewAsync()).LastCloseReason);
    }

    [Fact]
    public async Task Activation_ThatIsKilledWhileItFollows_ComesBackAndHasThePositionsLook()
    {
        await using var fleet = await StartAsync();
        var line = await FollowAsync(fleet);
        await fleet.SignalAsync();
        line.Tell(Reports(fleet));
        await fleet.Wallet().AsReference<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);
        await line.Ended;
        fleet.Paper.MovePrice(TestFleet.Symbol, BelowTheStop, fleet.Clock.GetUtcNow());
        fleet.LoseEvents();

        await fleet.Fleet().SweepAsync(CancellationToken.None);
        var next = await fleet.AccountEvents!.FollowedAsync();
        next.Tell(new AccountEvent.Listening(fleet.Clock.GetUtcNow()));

        await FlatAsync(fleet, TestFleet.Symbol);
    }

    [Fact]
    public async Task Process_ThatDied_IsFollowedByOneThatIsRemindedOfTheWallet()
    {
        var before = await StartAsync();
        await FollowAsync(before);
        await Eventually.TrueAsync(async () => (await RemindersAsync(before)).Length == 1);

        await using var after = await before.RestartAsync(configure: fleet => fleet.AccountEvents = new ScriptedAccountEvents());
        Assert.Equal(["follow"], await RemindersAsync(after));
        var line = Task.Run(after.AccountEvents!.FollowedAsync, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() =>
        {
            after.Clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(line.IsCompleted);
        });

        Assert.Equal(TradingAccount.Spot, (await line).Account);
    }

    [Fact]
    public async Task Source_ThatBreaksOff_IsFollowedAnewAndTheGapIsJournalled()
    {
        await using var fleet = await StartAsync();
        var line = await FollowAsync(fleet);
        line.Tell(new AccountEvent.Listening(fleet.Clock.GetUtcNow()));

        line.Break(new IOException("the cable is gone"));
        await fleet.Journal.SeenAsync("spot", "WALLET_EVENTS_INTERRUPTED");
        var isListening = (await fleet.Wallet().GetViewAsync(CancellationToken.None)).IsListening;
        var followed = Task.Run(fleet.AccountEvents!.FollowedAsync, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() =>
        {
            fleet.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(followed.IsCompleted);
        });
        (await followed).Tell(new AccountEvent.Listening(fleet.Clock.GetUtcNow()));
        await fleet.Journal.SeenAsync("spot", "WALLET_EVENTS_RESUMED");

        Assert.False(isListening);
        Assert.Contains("the cable is gone", fleet.Journal.Of("spot")[0].Reason, StringComparison.Ordinal);
        Assert.True((await fleet.Wallet().GetViewAsync(CancellationToken.None)).IsListening);
    }

    [Theory]
    [InlineData("1.4", JournalLevel.Warning)]
    [InlineData("1.25", JournalLevel.Alarm)]
    public async Task MarginLevel_ThatTheExchangeWarnsOf_IsJournalledByItsGravity(string level, JournalLevel expected)
    {
        await using var fleet = await StartAsync(fleet => fleet.Profiles[TestFleet.Symbol] = OnCross(fleet.Profiles[TestFleet.Symbol]));
        await fleet.Position().EnsureAliveAsync(CancellationToken.None);
        var line = await fleet.AccountEvents!.FollowedAsync();

        line.Tell(new AccountEvent.MarginLevelChanged(decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture), fleet.Clock.GetUtcNow()));
        await fleet.Journal.SeenAsync("cross", "MARGIN_LEVEL_WARNING");

        Assert.Equal((TradingAccount.CrossMargin, null), (line.Account, line.Symbol));
        var warning = Assert.Single(fleet.Journal.Of("cross"));
        Assert.Equal(expected, warning.Level);
        Assert.Contains($"assets are {level} times the debts", warning.Reason, StringComparison.Ordinal);
    }

    private static async Task<TestFleet> StartAsync(Action<TestFleet>? configure = null)
    {
        var fleet = await TestFleet.StartAsync(fleet =>
        {
            fleet.AccountEvents = new ScriptedAccountEvents();
            configure?.Invoke(fleet);
        });
        await fleet.Fleet().SetRosterAsync([TestFleet.Symbol, TestFleet.OtherSymbol], CancellationToken.None);
        return fleet;
    }

    private static async Task<EventLine> FollowAsync(TestFleet fleet)
    {
        await fleet.Position().EnsureAliveAsync(CancellationToken.None);
        return await fleet.AccountEvents!.FollowedAsync();
    }

    private static OrderReport[] Reports(TestFleet fleet)
    {
        var reports = new List<OrderReport>();
        while (fleet.Paper.Events.TryRead(out var report))
            reports.Add(report);
        return [.. reports];
    }

    private static Task FlatAsync(TestFleet fleet, string symbol) => Eventually.TrueAsync(async () =>
    {
        fleet.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return (await fleet.ViewAsync(symbol)).Status == "Flat";
    });

    private static SymbolProfile OnCross(SymbolProfile profile) =>
        new(profile.Settings with { Account = TradingAccount.CrossMargin }, profile.Rules);

    private static async Task<string[]> RemindersAsync(TestFleet fleet)
    {
        var table = fleet.Cluster.Silos[0].ServiceProvider.GetRequiredService<IReminderTable>();
        return [.. (await table.ReadRows(fleet.Wallet().GetGrainId())).Reminders.Select(row => row.ReminderName)];
    }

    /// <summary>Has the next looks of a symbol hang until they are released.</summary>
    private static HeldLook Hold(TestFleet fleet, string symbol)
    {
        var held = new HeldLook();
        fleet.Exchange.Before = (command, _) => command is ExchangeCommand.Inspect && command.Symbol == symbol && !held.IsReleased ? held.HangAsync() : null;
        return held;
    }

    private sealed class HeldLook
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public bool IsReleased => _released.Task.IsCompleted;

        public void Release() => _released.TrySetResult();

        public async Task<ExchangeReply> HangAsync()
        {
            _reached.TrySetResult();
            await _released.Task;
            return new ExchangeReply.Unknown("it hung");
        }
    }
}
