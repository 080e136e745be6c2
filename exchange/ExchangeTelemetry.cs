using System.Diagnostics;
using System.Diagnostics.Metrics;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;

namespace Executor.Exchange;

/// <summary>Traces and figures of this project. No tag carries a parameter of a request.</summary>
internal sealed class ExchangeTelemetry : IDisposable
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string SourceName = "Executor.Exchange";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _laneWait;
    private readonly Gauge<long> _used;
    private readonly Gauge<long> _allowed;

    public ExchangeTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(SourceName);
        _duration = _meter.CreateHistogram(
            "executor.exchange.request.duration", "s", "Time from sending a request to its answer, by endpoint.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1.5, 2.5, 5.5, 10.5, 15.5] });
        _laneWait = _meter.CreateHistogram(
            "executor.exchange.lane.wait", "s", "Time that a request waited for room in the exchange's limits, 0 for most.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.01, 0.1, 0.5, 1.5, 5.5, 15.5, 60.5] });
        _used = _meter.CreateGauge<long>("executor.exchange.limit.used", "{unit}", "Used of a limit in its window, as the exchange says.");
        _allowed = _meter.CreateGauge<long>("executor.exchange.limit.allowed", "{unit}", "What the exchange allows in that window.");
    }

    public static Activity? Start(ApiEndpoint endpoint) => Source.StartActivity(endpoint.Name, ActivityKind.Client);

    public void Answered(ApiEndpoint endpoint, ApiAnswer answer, TimeSpan duration)
    {
        var outcome = answer switch
        {
            ApiAnswer.Success => "success",
            ApiAnswer.Failed failed => failed.Verdict.ToString().ToLowerInvariant(),
            ApiAnswer.Silent => "silent",
            _ => throw new UnreachableException($"{answer.GetType().Name} is not an answer."),
        };
        _duration.Record(duration.TotalSeconds, new("endpoint", endpoint.Name), new("outcome", outcome));
    }

    public void LaneWaited(RequestLane lane, TimeSpan wait) => _laneWait.Record(wait.TotalSeconds, new KeyValuePair<string, object?>("lane", lane.ToString()));

    /// <param name="limit">Which.</param>
    /// <param name="used">Used in its window, as the exchange says.</param>
    /// <param name="allowed">What may be used.</param>
    public void LimitUsed(LimitKey limit, long used, long allowed)
    {
        KeyValuePair<string, object?>[] tags = [new("kind", limit.Kind.ToString()), new("interval", limit.Interval.TotalSeconds), new("endpoint", limit.Endpoint)];
        _used.Record(used, tags);
        _allowed.Record(allowed, tags);
    }

    /// <summary>Shows until when the exchange asked all callers to wait.</summary>
    /// <param name="read">Seconds until then, 0 when nothing has to wait.</param>
    public void ShowPause(Func<double> read) =>
        _meter.CreateObservableGauge("executor.exchange.pause", read, "s", "Until a pause ends that the exchange asked for.");

    /// <summary>Shows by how much the exchange's clock is ahead of ours.</summary>
    /// <param name="read">Seconds; null until it is known.</param>
    public void ShowClockOffset(Func<double?> read) => _meter.CreateObservableGauge(
        "executor.exchange.clock.offset", () => read() is { } offset ? [new Measurement<double>(offset)] : Array.Empty<Measurement<double>>(), "s",
        "The exchange's clock less ours.");

    public void Dispose() => _meter.Dispose();
}
