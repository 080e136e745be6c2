using Executor.Grains.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Grains.Tests.Hosting;

public sealed class StoreHealthTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void NeverAsked_IsNeitherSilentNorWell()
    {
        var store = new StoreHealth(_clock);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (store.SilentFor, store.WellFor));
    }

    [Fact]
    public void OneReadThatFails_IsNoGap_AndALongerSilenceIs()
    {
        var store = Answering(seconds: 10);

        _clock.Advance(StoreHealth.Gap);
        store.Answered();
        Assert.Equal(TimeSpan.FromSeconds(13), store.WellFor);
        _clock.Advance(StoreHealth.Gap + TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, store.WellFor);
        store.Answered();
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), (store.WellFor, store.SilentFor));
    }

    [Theory]
    [InlineData(5, new[] { 60 }, false)] // not long enough
    [InlineData(6, new[] { 60 }, true)]
    [InlineData(6, new[] { 0, 6 }, true)] // one is enough
    [InlineData(6, new[] { 5, 0 }, false)] // it has had a gap too: the store was away for all, and comes back
    [InlineData(60, new[] { 14 }, false)]
    [InlineData(60, new[] { 15 }, true)] // it is back, and not here
    [InlineData(60, new[] { 0, 0 }, false)] // away for all
    [InlineData(60, new int[0], false)] // nobody to take over
    public void SilentHereAlone_IfAPeerReachedItAllThatTime(int silent, int[] peers, bool alone)
    {
        var store = Answering(seconds: 10);

        _clock.Advance(TimeSpan.FromSeconds(silent));

        Assert.Equal(alone, store.IsSilentHereAlone([.. peers.Select(well => TimeSpan.FromSeconds(well))], Limit));
    }

    [Fact]
    public void PeerThatLostItTooAndIsBack_IsBelievedWhenEverybodyShouldBe()
    {
        var (here, there) = (Answering(seconds: 10), Answering(seconds: 0));
        _clock.Advance(TimeSpan.FromSeconds(30));
        var waited = TimeSpan.Zero;
        for (; !here.IsSilentHereAlone([there.WellFor], Limit); waited += TimeSpan.FromSeconds(1))
        {
            there.Answered();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(StoreHealth.Back, waited);
    }

    private StoreHealth Answering(int seconds)
    {
        var store = new StoreHealth(_clock);
        for (var second = 0; second < seconds; second++)
        {
            store.Answered();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        store.Answered();
        return store;
    }
}
