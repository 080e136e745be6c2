using System.Collections.Frozen;
using System.Threading.Channels;
using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Simulator.Paper;

namespace Executor.Silo.Paper;

/// <summary>
/// Brings the paper exchange's order events to the positions, in order within a symbol; a position that is slow or cannot be reached
/// holds up nobody else. What it misses it finds out by its own reconciliation.
/// </summary>
internal sealed class OrderUpdatePump(
    PaperExchange exchange, SiloSettings settings, IGrainFactory grains, TimeProvider clock, ILogger<OrderUpdatePump> logger) : BackgroundService
{
    private static readonly TimeSpan DeliveryPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _routing = new();

    private readonly FrozenDictionary<string, Channel<Item>> _queues = settings.Symbols.ToFrozenDictionary(
        setup => setup.Symbol, _ => Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true }), StringComparer.Ordinal);

    /// <summary>
    /// Returns when the position has taken every event that was there at the call. A position that does not answer is not waited for
    /// for long: the market goes on.
    /// </summary>
    public async Task DeliveredAsync(string symbol, CancellationToken cancellationToken)
    {
        Route();
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_queues[symbol].Writer.TryWrite(new Item(null, delivered)))
            await delivered.Task.WaitAsync(DeliveryPatience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var deliveries = _queues.Select(queue => Task.Run(() => DeliverAsync(queue.Key, queue.Value.Reader, stoppingToken), CancellationToken.None)).ToList();
        try
        {
            while (await exchange.Events.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
                Route();
        }
        finally
        {
            foreach (var queue in _queues.Values)
                queue.Writer.TryComplete();
            await Task.WhenAll(deliveries).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Route()
    {
        lock (_routing)
        {
            while (exchange.Events.TryRead(out var report))
            {
                if (_queues.TryGetValue(report.Symbol, out var queue))
                    queue.Writer.TryWrite(new Item(report, null));
            }
        }
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

    /// <summary>An event to deliver, or a mark that says that everything before it has been.</summary>
    private readonly record struct Item(OrderReport? Report, TaskCompletionSource? Delivered);
}
