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

    public ExchangeTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(SourceName);
        _duration = _meter.CreateHistogram<double>("executor.exchange.request.duration", "s", "Time from sending a request to its answer, by endpoint.");
        _laneWait = _meter.CreateHistogram<double>("executor.exchange.lane.wait", "s", "Time that a request waited for room in the exchange's limits.");
        _used = _meter.CreateGauge<long>("executor.exchange.limit.used", "{unit}", "Used of a limit in its window, as the exchange says.");
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

    public void LimitUsed(LimitKey limit, long used) => _used.Record(
        used, new("kind", limit.Kind.ToString()), new("interval", limit.Interval.TotalSeconds), new("endpoint", limit.Endpoint));

    public void Dispose() => _meter.Dispose();
}
