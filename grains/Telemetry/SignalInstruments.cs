using System.Diagnostics.Metrics;
using Executor.GrainInterfaces;

namespace Executor.Grains.Telemetry;

/// <summary>What became of the lines of the signal sources.</summary>
internal sealed class SignalInstruments
{
    private readonly Counter<long> _signals;
    private readonly Histogram<double> _duration;

    public SignalInstruments(Meter meter)
    {
        _signals = meter.CreateCounter<long>("executor.signals", "{signal}", "Lines answered, by outcome and reason.");
        _duration = meter.CreateHistogram("executor.signal.duration", "s", "From taking a line to its answer.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 2.5, 5.5, 15.5] });
    }

    public void Answered(string symbol, LineAnswer answer, TimeSpan duration)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", Word(answer.Outcome));
        _signals.Add(1, Tags.Symbol(symbol), outcome, new("reason", answer.Outcome == LineOutcome.Skipped ? Tags.Code(answer.Reason) : Tags.None));
        _duration.Record(duration.TotalSeconds, outcome);
    }

    public static string Word(LineOutcome outcome) => outcome switch
    {
        LineOutcome.Accepted => "accepted",
        LineOutcome.Duplicate => "duplicate",
        LineOutcome.Skipped => "skipped",
        LineOutcome.Ignored => "ignored",
        LineOutcome.Invalid => "invalid",
    };
}
