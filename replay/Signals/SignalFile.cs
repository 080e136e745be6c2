using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Executor.Core.Market;
using Executor.Core.Settings;
using Executor.Core.Signals;
using Executor.Replay.Reading;

namespace Executor.Replay.Signals;

/// <summary>Reads a <c>deltascout.log</c> through the same parser and the same memory as the live intake.</summary>
internal static class SignalFile
{
    /// <exception cref="ReplayInputException">The file cannot be read.</exception>
    public static SignalLog Read(string path, SymbolSettings settings)
    {
        using var lines = LineReader.Open(path);
        var sorter = new Sorter(settings);
        while (lines.TryRead(out var line))
        {
            if (lines.IsLineTooLong)
            {
                sorter.AddInvalid(lines.LineNumber, $"longer than {LineReader.MaxLineBytes} bytes");
            }
            else
            {
                sorter.Add(lines.LineNumber, SignalParser.Parse(line, settings.StrictSource, settings.DedupPriceDecimals));
            }
        }

        return sorter.ToLog(lines.LineNumber);
    }

    private sealed class Sorter(SymbolSettings settings)
    {
        private readonly ImmutableArray<Signal>.Builder _new = ImmutableArray.CreateBuilder<Signal>();
        private readonly ImmutableArray<Signal>.Builder _late = ImmutableArray.CreateBuilder<Signal>();
        private readonly ImmutableArray<LineProblem>.Builder _invalid = ImmutableArray.CreateBuilder<LineProblem>();
        private readonly SortedDictionary<string, int> _ignored = new(StringComparer.Ordinal);
        private SignalMemory _memory = SignalMemory.For(settings);
        private int _duplicates;

        public void Add(long lineNumber, SignalParseResult result)
        {
            switch (result)
            {
                case SignalParseResult.Accepted(var signal) when !MarketTime.IsPlausible(signal.Time):
                    AddInvalid(lineNumber, string.Create(
                        CultureInfo.InvariantCulture,
                        $"ts must lie in the years {MarketTime.FirstYear} to {MarketTime.LastYear}, is {signal.Time.UtcDateTime:O}"));
                    break;
                case SignalParseResult.Accepted(var signal):
                    Judge(signal);
                    break;
                case SignalParseResult.Ignored(var reason):
                    _ignored[reason] = _ignored.GetValueOrDefault(reason) + 1;
                    break;
                case SignalParseResult.Invalid(var reason):
                    AddInvalid(lineNumber, reason);
                    break;
                default:
                    throw new UnreachableException($"Unknown parse result {result.GetType().Name}.");
            }
        }

        public void AddInvalid(long lineNumber, string reason) => _invalid.Add(new LineProblem(lineNumber, reason));

        public SignalLog ToLog(long lines) => new()
        {
            Lines = lines,
            New = _new.ToImmutable(),
            Late = _late.ToImmutable(),
            Duplicates = _duplicates,
            Invalid = _invalid.ToImmutable(),
            Ignored = _ignored.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

        private void Judge(Signal signal)
        {
            switch (_memory.Judge(signal, now: signal.Time)) // virtual time: it is now when it is read
            {
                case SignalVerdict.New:
                    _new.Add(signal);
                    break;
                case SignalVerdict.Late:
                    _late.Add(signal);
                    break;
                case SignalVerdict.Duplicate:
                    _duplicates++;
                    return;
                case SignalVerdict.Future:
                    throw new UnreachableException($"Signal {signal.Key} is read at its own time.");
            }

            _memory = _memory.Remember(signal, now: signal.Time);
        }
    }
}
