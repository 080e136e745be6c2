using Executor.Exchange;
using Executor.Silo.Live;

namespace Executor.Silo.Tests.Live;

public sealed class LiveTimingTests
{
    /// <summary>Whoever cuts the adapter short turns a slow success into an unknown outcome.</summary>
    [Fact]
    public void Grains_WaitLongerThanTheAdapterDoes()
    {
        var adapter = new BinanceOptions();

        Assert.True(LiveServices.ExchangeTimeout > adapter.SendWithin + adapter.ChangeTimeout, $"{LiveServices.ExchangeTimeout}");
    }
}
