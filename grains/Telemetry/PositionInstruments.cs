using System.Diagnostics.Metrics;
using Executor.Core.Exchange;
using Executor.Core.Settings;

namespace Executor.Grains.Telemetry;

/// <summary>What is counted and measured of positions and their requests.</summary>
internal sealed class PositionInstruments
{
    private readonly Histogram<double> _timeToProtected;
    private readonly Counter<long> _intents;
    private long _claims;
    private long _conflicts;

    public PositionInstruments(Meter meter)
    {
        _timeToProtected = meter.CreateHistogram("executor.position.time_to_protected", "s",
            "From the first execution of an entry until all that is open is under live stops; one a trade.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 0.75, 1.5, 2.5, 5.5, 10.5, 30.5, 60.5, 300.5] });
        _intents = meter.CreateCounter<long>("executor.intents", "{intent}", "Requests that change the exchange, by command and outcome.");
        meter.CreateObservableCounter("executor.position.claims", () => Volatile.Read(ref _claims), "{claim}", "Activations that claimed a position.");
        meter.CreateObservableCounter("executor.position.conflicts", () => Volatile.Read(ref _conflicts), "{conflict}",
            "Writes refused because somebody else had written.");
    }

    public void Claimed() => Interlocked.Increment(ref _claims);

    public void Conflicted() => Interlocked.Increment(ref _conflicts);

    public void Protected(string symbol, ExitStyle style, TimeSpan after) =>
        _timeToProtected.Record(after.TotalSeconds, Tags.Symbol(symbol), new("exit_style", Word(style)));

    public void Sent(ExchangeCommand command, ExchangeReply reply) => Count(command, IntentWords.Of(reply));

    /// <summary>It was stored and not sent, because the position may be somebody else's by now.</summary>
    public void Fenced(ExchangeCommand command) => Count(command, "fenced");

    private void Count(ExchangeCommand command, string outcome) => _intents.Add(1, new("command", IntentWords.Of(command)), new("outcome", outcome));

    private static string Word(ExitStyle style) => style switch
    {
        ExitStyle.Oco => "oco",
        ExitStyle.Bracket => "bracket",
        ExitStyle.Legs => "legs",
    };
}
