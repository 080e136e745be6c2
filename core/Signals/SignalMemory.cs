using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Executor.Core.Settings;

namespace Executor.Core.Signals;

/// <summary>
/// What is remembered of signals: the keys seen, in order and bounded, and the time of the newest. Immutable, and stored as JSON by its
/// public properties.
/// </summary>
/// <remarks>
/// Source: behaviour of the original, sections 3.4 to 3.6. A second signal of the same time with another key is new here; the original
/// dropped it without a word, and forgot keys in any order (W38).
/// </remarks>
public sealed record SignalMemory
{
    private readonly ImmutableHashSet<string> lookup = [];

    /// <summary>Keys seen, oldest first; at most <see cref="Capacity"/>.</summary>
    public ImmutableArray<string> Keys
    {
        get;
        init
        {
            field = value.IsDefault ? [] : value;
            lookup = ImmutableHashSet.CreateRange(StringComparer.Ordinal, field);
        }
    } = [];

    /// <summary>Time of the newest signal seen, UTC; null before the first.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>The rule by which <see cref="Keys"/> were made, see <see cref="DedupFingerprint"/>.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>How many keys are kept; at least 1.</summary>
    public int Capacity { get; init; } = 500;

    /// <summary>How many keys are remembered.</summary>
    [JsonIgnore]
    public int Count => Keys.Length;

    /// <summary>An empty memory for the settings.</summary>
    public static SignalMemory For(SymbolSettings settings) => new()
    {
        Capacity = Math.Max(1, settings.SeenKeysMax),
        Fingerprint = DedupFingerprint.Of(settings.DedupPriceDecimals, settings.StrictSource),
    };

    /// <summary>This memory under a rule: the keys of another rule are forgotten, the watermark stays.</summary>
    public SignalMemory WithFingerprint(string fingerprint) =>
        string.Equals(fingerprint, Fingerprint, StringComparison.Ordinal) ? this : this with { Keys = [], Fingerprint = fingerprint };

    /// <summary>This memory under changed settings: rule and capacity.</summary>
    public SignalMemory WithSettings(SymbolSettings settings)
    {
        var capacity = Math.Max(1, settings.SeenKeysMax);
        var kept = WithFingerprint(DedupFingerprint.Of(settings.DedupPriceDecimals, settings.StrictSource));
        return kept with { Capacity = capacity, Keys = Newest(kept.Keys, capacity) };
    }

    /// <summary>Is the signal new at <paramref name="now"/> (UTC)? Changes nothing.</summary>
    public SignalVerdict Judge(Signal signal, DateTimeOffset now) =>
        lookup.Contains(signal.Key) ? SignalVerdict.Duplicate
        : ClockTolerance.IsBeyond(signal.Time, now) ? SignalVerdict.Future
        : signal.Time < Credible(now) ? SignalVerdict.Late
        : SignalVerdict.New;

    /// <summary>
    /// The memory after a signal that was handled at <paramref name="now"/> (UTC). The oldest key goes when there are too many; the
    /// watermark is not moved back, and never past <paramref name="now"/>: one wrong date must not mute what follows it.
    /// </summary>
    public SignalMemory Remember(Signal signal, DateTimeOffset now)
    {
        var seen = signal.Time < now ? signal.Time : now;
        return this with
        {
            Keys = lookup.Contains(signal.Key) ? Keys : Newest(Keys.Add(signal.Key), Capacity),
            Watermark = Credible(now) is { } watermark && watermark > seen ? watermark : seen,
        };
    }

    /// <summary>The watermark, unless it lies in the future: it comes from a clock that has since been set back, and says nothing.</summary>
    private DateTimeOffset? Credible(DateTimeOffset now) =>
        Watermark is { } watermark && !ClockTolerance.IsBeyond(watermark, now) ? watermark : null;

    private static ImmutableArray<string> Newest(ImmutableArray<string> keys, int capacity) =>
        keys.Length <= capacity ? keys : keys[^capacity..];
}
