using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Safety;

namespace Executor.Core.Tests.Safety;

/// <summary>Books that say whatever a test wants.</summary>
internal sealed class FakeBooks : IBooks
{
    public ImmutableArray<OrderReport> OpenOrders { get; set; } = [];

    public ImmutableArray<OrderReport> Orders { get; set; } = [];

    public ImmutableArray<Fill> Fills { get; set; } = [];

    public Balance Base { get; set; } = new("BTC", 0m, 0m);

    public Balance Quote { get; set; } = new("USDT", 100_000m, 0m);

    public decimal BaseTotal
    {
        set => Base = Base with { Free = value };
    }

    public decimal LastPrice { get; set; } = 100_000m;
}
