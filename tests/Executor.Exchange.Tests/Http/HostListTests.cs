using Executor.Exchange.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Http;

public sealed class HostListTests
{
    private static readonly Uri First = new("https://one.test");
    private static readonly Uri Second = new("https://two.test");
    private static readonly Uri Third = new("https://three.test");

    private readonly FakeTimeProvider _time = new();
    private readonly HostList _hosts;

    public HostListTests() => _hosts = new HostList([First, Second, Third], _time, NullLogger<HostList>.Instance);

    [Fact]
    public void AfterFiveMinutes_TheFirstHostServesAgain()
    {
        _hosts.MoveOn(First);
        Assert.Equal(Second, _hosts.Current);
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Second, _hosts.Current);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(First, _hosts.Current);
    }

    [Fact]
    public void EachMove_BeginsTheFiveMinutesAnew()
    {
        _hosts.MoveOn(First);
        _time.Advance(TimeSpan.FromMinutes(4));
        _hosts.MoveOn(Second);
        _time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(Third, _hosts.Current);
    }

    [Fact]
    public void LastHost_IsFollowedByTheFirst()
    {
        _hosts.MoveOn(First);
        _hosts.MoveOn(Second);
        _hosts.MoveOn(Third);

        Assert.Equal(First, _hosts.Current);
    }

    [Fact]
    public void HostThatIsLeftAlready_MovesNobody()
    {
        _hosts.MoveOn(First);
        _hosts.MoveOn(First); // two reads failed on the same host

        Assert.Equal(Second, _hosts.Current);
    }

    [Fact]
    public void OnlyHost_Stays()
    {
        var alone = new HostList([First], _time, NullLogger<HostList>.Instance);
        alone.MoveOn(First);

        Assert.Equal(First, alone.Current);
    }
}
