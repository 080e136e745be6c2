using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Market;
using Executor.Core.Settings;
using Executor.Core.Signals;

namespace Executor.Core.Migration;

/// <summary>The signals that the original has seen.</summary>
internal static class MemoryImport
{
    /// <summary>Keys and watermark under the present settings.</summary>
    public static SignalMemory Read(FieldLedger file, SymbolSettings settings)
    {
        var empty = SignalMemory.For(settings);
        var keys = file.Texts("meta.seen_keys");
        ImmutableArray<string> usable = [.. keys.Where(key => IsOfThisRule(key, settings.DedupPriceDecimals)).Distinct(StringComparer.Ordinal)];
        ImmutableArray<string> kept = usable.Length <= empty.Capacity ? usable : usable[^empty.Capacity..];
        if (kept.Length < keys.Length)
        {
            file.Change(
                "meta.seen_keys",
                $"{kept.Length} of {keys.Length} kept: the newest {empty.Capacity} (SEEN_KEYS_MAX) of those with {settings.DedupPriceDecimals} decimals (DEDUP_PRICE_DECIMALS)");
        }

        return empty with { Keys = kept, Watermark = file.IsoTime("meta.last_peak_ts") };
    }

    /// <summary>True for a key as the present rule writes it: the original's fingerprint hashes its own program text and tells nothing here.</summary>
    private static bool IsOfThisRule(string key, int priceDecimals)
    {
        var parts = key.Split('|');
        return parts is [EventKey.Action, { Length: 16 } minute, "long" or "short", var price]
            && IsoTimestamp.TryParse(System.Text.Encoding.UTF8.GetBytes(minute), out _)
            && decimal.TryParse(price, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number.Scale == priceDecimals;
    }
}
