using Executor.Simulator.Server.Market;
using Executor.Simulator.Server.Streams.Market;
using Executor.Simulator.Server.Streams.Risk;
using Executor.Simulator.Server.Streams.Sockets;
using Executor.Simulator.Server.Streams.UserData;
using Executor.Simulator.Server.WebSocketApi;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Executor.Simulator.Server.Streams;

/// <summary>Does what time brings: trades that are due, candles that close, tokens that expire, connections that grow old.</summary>
internal sealed class VenuePump(
    MarketDriver market, MarketStreams marketStreams, UserStreams userStreams, RiskStreams riskStreams, ApiConnection api, Connections connections,
    TimeProvider real, ILogger<VenuePump> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();

    /// <summary>Does what is due now; returns when it has happened.</summary>
    public void Step()
    {
        lock (_gate)
        {
            market.Step();
            marketStreams.Tick();
            userStreams.Tick();
            riskStreams.Tick();
            api.Tick();
            connections.CloseAged();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, real);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                StepSafely();
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }

    private void StepSafely()
    {
        try
        {
            Step();
        }
#pragma warning disable CA1031 // one bad step must not stop the market; the log has the cause
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.StepFailed(exception);
        }
    }
}
