using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Executor.Exchange.Streams.Account;
using Executor.Exchange.Streams.Market;

namespace Executor.Exchange.Streams;

/// <summary>Figures of the connections that the exchange speaks on. Tags are of closed sets.</summary>
internal sealed class StreamTelemetry : IDisposable
{
    /// <summary>Reason of a drop.</summary>
    public const string NotUnderstood = "not understood";

    private readonly Meter _meter;
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _events;
    private readonly ConcurrentDictionary<(string Kind, string Reason), long> _dropped = new();
    private long _silences;
    private readonly Histogram<double> _age;
    private readonly Gauge<double> _silence;

    public StreamTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(ExchangeTelemetry.SourceName);
        _connections = _meter.CreateUpDownCounter<long>("executor.exchange.stream.connections", "{connection}", "Open connections, by kind; more than needed while one replaces another.");
        _reconnects = _meter.CreateCounter<long>("executor.exchange.stream.reconnects", "{reconnect}", "Connections that were lost, by kind; planned replacements do not count.");
        _events = _meter.CreateCounter<long>("executor.exchange.stream.events", "{event}", "Events heard, by kind and type.");
        foreach (var kind in (string[])[AccountHub.KindName, MarketLine.KindName])
        {
            _dropped[(kind, NotUnderstood)] = 0L; // what is there from the start shows its first event as an increase
        }

        _meter.CreateObservableCounter(
            "executor.exchange.stream.events.dropped",
            () => _dropped.Select(pair => new Measurement<long>(pair.Value, new("kind", pair.Key.Kind), new("reason", pair.Key.Reason))),
            "{event}", "Events that were not handed on, by kind and reason.");
        _meter.CreateObservableCounter("executor.exchange.stream.silences", () => Volatile.Read(ref _silences), "{silence}", "Times that a symbol fell silent.");
        _age = _meter.CreateHistogram(
            "executor.exchange.stream.event.age", "s", "Time from an event to its arrival, by the exchange's clock, by kind.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5, 15.5, 60.5] });
        _silence = _meter.CreateGauge<double>("executor.exchange.stream.silence", "s", "Time since a connection said anything, when it is asked, by kind.");
    }

    public void Connected(string kind) => _connections.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Disconnected(string kind) => _connections.Add(-1, new KeyValuePair<string, object?>("kind", kind));

    public void Reconnects(string kind) => _reconnects.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <param name="kind">Kind of the connection.</param>
    /// <param name="type">A type that is known here, or <c>other</c>.</param>
    /// <param name="age">Time since it happened; null when the event names none.</param>
    public void Heard(string kind, string type, TimeSpan? age)
    {
        _events.Add(1, new("kind", kind), new("type", type));
        if (age is { } known)
        {
            _age.Record(Math.Max(0d, known.TotalSeconds), new KeyValuePair<string, object?>("kind", kind));
        }
    }

    public void Dropped(string kind, string reason, int count = 1) => _dropped.AddOrUpdate((kind, reason), count, (_, before) => before + count);

    public void FellSilent() => Interlocked.Increment(ref _silences);

    public void Silence(string kind, TimeSpan silence) => _silence.Record(silence.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    public void Dispose() => _meter.Dispose();
}
