using System.Diagnostics.Metrics;
using Executor.Silo.Hosting;
using Executor.Silo.Notifications;

namespace Executor.Silo.Telemetry;

/// <summary>
/// Figures of this process that are found by asking: whoever collects must not wait for a storage, so they are asked for in a rhythm of their own and the
/// last answer is shown.
/// </summary>
internal sealed class SiloFigures : BackgroundService
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Executor.Silo";

    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(5);

    private readonly Readiness _readiness;
    private readonly WebhookService _webhooks;
    private readonly TimeProvider _clock;
    private readonly Meter _meter;
    private Reading _newest = new(IsReady: false, Waiting: 0L, Dead: 0L);

    public SiloFigures(
        IMeterFactory meters, Readiness readiness, WebhookService webhooks, Roster roster, TimeProvider clock)
    {
        (_readiness, _webhooks, _clock) = (readiness, webhooks, clock);
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("executor.silo.ready", () => _newest.IsReady ? 1 : 0, "{silo}", "1 when the silo can do its work.");
        _meter.CreateObservableGauge("executor.signal.waiting", () => roster.Now.Members.Count(member => member.Closed is not null), "{symbol}", "Symbols whose signals wait.");
        _meter.CreateObservableGauge("executor.webhook.waiting", () => _newest.Waiting, "{event}", "Events that wait to be sent.");
        _meter.CreateObservableGauge("executor.webhook.dead", () => _newest.Dead, "{event}", "Events that were given up.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rhythm = new PeriodicTimer(Rhythm, _clock);
        do
        {
            _newest = await ReadAsync(stoppingToken).ConfigureAwait(false);
        }
        while (await rhythm.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        var isReady = (await _readiness.CheckAsync(cancellationToken).ConfigureAwait(false)).IsEmpty;
        try
        {
            var outbox = _webhooks.Outbox is { } known ? await known.StatusAsync(0, cancellationToken).ConfigureAwait(false) : null;
            return new Reading(isReady, outbox?.Waiting ?? 0L, outbox?.Dead ?? 0L);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or ObjectDisposedException)
        {
            return _newest with { IsReady = isReady }; // the outbox tells of its own trouble; figures are not worth another line
        }
    }

    private sealed record Reading(bool IsReady, long Waiting, long Dead);
}
