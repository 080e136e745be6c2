using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Executor.Core.Exchange;
using Executor.Core.Settings;

namespace Executor.Grains.Telemetry;

/// <summary>What is counted and measured of positions and their requests.</summary>
internal sealed class PositionInstruments
{
    /// <summary>The objective: a trade is under stops within this time. docs/telemetry.md and the rules of Prometheus tell of it.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2.5);

    private readonly Histogram<double> _timeToProtected;
    private readonly Counter<long> _intents;
    private readonly ConcurrentDictionary<string, Promptness> _protections = new(StringComparer.Ordinal);
    private long _claims;
    private long _conflicts;

    public PositionInstruments(Meter meter)
    {
        _timeToProtected = meter.CreateHistogram("executor.position.time_to_protected", "s",
            "From the first execution of an entry until all that is open is under live stops; one a trade.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 0.75, 1.5, 2.5, 5.5, 10.5, 30.5, 60.5, 300.5] });
        meter.CreateObservableCounter("executor.position.protections", Protections, "{trade}", "Trades that were protected, timely or late.");
        _intents = meter.CreateCounter<long>("executor.intents", "{intent}", "Requests that change the exchange, by command and outcome.");
        meter.CreateObservableCounter("executor.position.claims", () => Volatile.Read(ref _claims), "{claim}", "Activations that claimed a position.");
        meter.CreateObservableCounter("executor.position.conflicts", () => Volatile.Read(ref _conflicts), "{conflict}",
            "Writes refused because somebody else had written.");
    }

    /// <summary>A position was claimed here; from now on its counters stand, at 0 where nothing has happened: the first event is an increase as well.</summary>
    public void Claimed(string symbol)
    {
        Interlocked.Increment(ref _claims);
        _protections.TryAdd(symbol, new Promptness());
    }

    public void Conflicted() => Interlocked.Increment(ref _conflicts);

    public void Protected(string symbol, ExitStyle style, TimeSpan after)
    {
        _timeToProtected.Record(after.TotalSeconds, Tags.Symbol(symbol), new("exit_style", Word(style)));
        _protections.GetOrAdd(symbol, _ => new Promptness()).Add(after > Prompt);
    }

    public void Sent(ExchangeCommand command, ExchangeReply reply) => Count(command, IntentWords.Of(reply));

    /// <summary>It was stored and not sent, because the position may be somebody else's by now.</summary>
    public void Fenced(ExchangeCommand command) => Count(command, "fenced");

    private IEnumerable<Measurement<long>> Protections() => _protections.SelectMany(pair => new[]
    {
        new Measurement<long>(pair.Value.Timely, Tags.Symbol(pair.Key), new("result", "timely")),
        new Measurement<long>(pair.Value.Late, Tags.Symbol(pair.Key), new("result", "late")),
    });

    private void Count(ExchangeCommand command, string outcome) => _intents.Add(1, new("command", IntentWords.Of(command)), new("outcome", outcome));

    private static string Word(ExitStyle style) => style switch
    {
        ExitStyle.Oco => "oco",
        ExitStyle.Bracket => "bracket",
        ExitStyle.Legs => "legs",
    };

    private sealed class Promptness
    {
        private long _timely;
        private long _late;

        public long Timely => Volatile.Read(ref _timely);

        public long Late => Volatile.Read(ref _late);

        public void Add(bool isLate) => Interlocked.Increment(ref isLate ? ref _late : ref _timely);
    }
}
