using System.Collections.Concurrent;
using System.Threading.Channels;
using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Simulator.Paper;

namespace Executor.Silo.Paper;

/// <summary>
/// Brings the paper exchange's order events to the positions, in order within a symbol; a position that is slow or cannot be reached
/// holds up nobody else. What it misses it finds out by its own reconciliation.
/// </summary>
internal sealed class OrderUpdatePump(
    PaperExchange exchange, IGrainFactory grains, TimeProvider clock, ILogger<OrderUpdatePump> logger) : BackgroundService
{
    private static readonly TimeSpan DeliveryPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _routing = new();

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Lazy<Delivery>> _deliveries = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns when the position has taken every event that was there at the call. A position that does not answer is not waited for
    /// for long: the market goes on.
    /// </summary>
    public async Task DeliveredAsync(string symbol, CancellationToken cancellationToken)
    {
        Route();
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (To(symbol).TryWrite(new Item(null, delivered)))
            await delivered.Task.WaitAsync(DeliveryPatience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public override void Dispose()
    {
        _stop.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await exchange.Events.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
                Route();
        }
        finally
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            foreach (var delivery in _deliveries.Values)
                delivery.Value.Items.TryComplete();
            await Task.WhenAll(_deliveries.Values.Select(delivery => delivery.Value.Work)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Route()
    {
        lock (_routing)
        {
            while (exchange.Events.TryRead(out var report))
                To(report.Symbol).TryWrite(new Item(report, null));
        }
    }

    /// <summary>Where a symbol's events go; the first begins their delivery.</summary>
    private ChannelWriter<Item> To(string symbol) => _deliveries.GetOrAdd(symbol, _ => new Lazy<Delivery>(() => Begin(symbol))).Value.Items;

    private Delivery Begin(string symbol)
    {
        var queue = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
        return new Delivery(queue.Writer, Task.Run(() => DeliverAsync(symbol, queue.Reader, _stop.Token), CancellationToken.None));
    }

    private async Task DeliverAsync(string symbol, ChannelReader<Item> items, CancellationToken stopping)
    {
        var position = grains.GetGrain<IPositionGrain>(symbol);
        await foreach (var (report, delivered) in items.ReadAllAsync(stopping).ConfigureAwait(false))
        {
            delivered?.SetResult();
            if (report is null)
                continue;
            try
            {
                await position.OrderUpdatedAsync(report, stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                logger.OrderUpdateNotTaken(exception, symbol, report.ClientOrderId, report.Status);
            }
        }
    }

    /// <summary>The events of one symbol, and the task that delivers them.</summary>
    private sealed record Delivery(ChannelWriter<Item> Items, Task Work);

    /// <summary>An event to deliver, or a mark that says that everything before it has been.</summary>
    private readonly record struct Item(OrderReport? Report, TaskCompletionSource? Delivered);
}
