using System.Collections.Frozen;

namespace Executor.Core.Settings;

/// <summary>The words of the settings that are choices.</summary>
internal static class SettingWords
{
    public static FrozenDictionary<string, EntryMode> EntryModes { get; } = new Dictionary<string, EntryMode>
    {
        ["LIMIT_ONLY"] = EntryMode.LimitOnly,
        ["LIMIT_THEN_MARKET"] = EntryMode.LimitThenMarket,
        ["MARKET_ONLY"] = EntryMode.MarketOnly,
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, ExitStyle> ExitStyles { get; } = new Dictionary<string, ExitStyle>
    {
        ["OCO"] = ExitStyle.Oco,
        ["LEGS"] = ExitStyle.Legs,
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, StopKind> StopKinds { get; } = new Dictionary<string, StopKind>
    {
        ["STOP_LOSS_LIMIT"] = StopKind.StopLossLimit,
        ["STOP_LOSS"] = StopKind.StopLoss,
    }.ToFrozenDictionary();

    /// <summary>TRAIL_SOURCE; the value tells whether the mid price may stand in for a swing.</summary>
    public static FrozenDictionary<string, bool> TrailSources { get; } = new Dictionary<string, bool>
    {
        ["AGG"] = false,
        ["BINANCE"] = true,
    }.ToFrozenDictionary();

    public static string Of<T>(FrozenDictionary<string, T> words, T value) =>
        words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Key;
}
