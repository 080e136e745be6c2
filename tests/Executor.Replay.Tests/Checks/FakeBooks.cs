using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Replay.Checks;

namespace Executor.Replay.Tests.Checks;

/// <summary>Books that say whatever a test wants.</summary>
internal sealed class FakeBooks : IBooks
{
    public ImmutableArray<OrderReport> OpenOrders { get; set; } = [];

    public ImmutableArray<OrderReport> Orders { get; set; } = [];

    public ImmutableArray<Fill> Fills { get; set; } = [];

    public decimal BaseTotal { get; set; }

    public decimal LastPrice { get; set; } = 100_000m;
}
