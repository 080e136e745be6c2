using Executor.GrainInterfaces;
using Executor.Silo.Paper;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Silo.Tests.Running;

public sealed class SetBackClockTests
{
    [Fact]
    public async Task Move_WhenTheWallClockWasSetBack_StillShowsTheNewPrice()
    {
        using var folder = new TemporaryFolder();
        var files = new MarketFiles(folder, "BTCUSDC");
        var clock = new SettableClock();
        await using var silo = await RunningSilo.StartAsync(
            RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", files.Inputs)),
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await silo.FollowingAsync("BTCUSDC");

        clock.Step = TimeSpan.FromHours(-1);
        await silo.Services.GetRequiredService<PaperMarket>().MoveAsync("BTCUSDC", files.LastClose + 1m, TestContext.Current.CancellationToken);

        var market = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IMarketGrain>("BTCUSDC");
        Assert.Equal(files.LastClose + 1m, (await market.GetSnapshotAsync(0, TestContext.Current.CancellationToken)).Quote?.Last);
    }

    private sealed class SettableClock : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Step;
    }
}
