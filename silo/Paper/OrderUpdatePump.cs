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
internal sealed class OrderUpdatePump(PaperExchange exchange, SiloSettings settings, IGrainFactory grains, ILogger<OrderUpdatePump> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var queues = settings.Symbols.ToFrozenDictionary(
            setup => setup.Symbol, _ => Channel.CreateUnbounded<OrderReport>(new UnboundedChannelOptions { SingleReader = true }), StringComparer.Ordinal);
        var deliveries = queues.Select(queue => Task.Run(() => DeliverAsync(queue.Key, queue.Value.Reader, stoppingToken), stoppingToken)).ToList();
        try
        {
            await foreach (var report in exchange.Events.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                if (queues.TryGetValue(report.Symbol, out var queue))
                    queue.Writer.TryWrite(report);
            }
        }
        finally
        {
            foreach (var queue in queues.Values)
                queue.Writer.TryComplete();
            await Task.WhenAll(deliveries).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DeliverAsync(string symbol, ChannelReader<OrderReport> reports, CancellationToken stopping)
    {
        var position = grains.GetGrain<IPositionGrain>(symbol);
        await foreach (var report in reports.ReadAllAsync(stopping).ConfigureAwait(false))
        {
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
}
