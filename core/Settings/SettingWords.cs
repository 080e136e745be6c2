using Executor.Core.Exchange;

namespace Executor.Core.Settings;

/// <summary>The words of the settings that are choices, in the order in which a message lists them.</summary>
internal static class SettingWords
{
    public static IReadOnlyDictionary<string, EntryMode> EntryModes { get; } = new OrderedDictionary<string, EntryMode>
    {
        ["LIMIT_ONLY"] = EntryMode.LimitOnly,
        ["LIMIT_THEN_MARKET"] = EntryMode.LimitThenMarket,
        ["MARKET_ONLY"] = EntryMode.MarketOnly,
    };

    public static IReadOnlyDictionary<string, ExitStyle> ExitStyles { get; } = new OrderedDictionary<string, ExitStyle>
    {
        ["OCO"] = ExitStyle.Oco,
        ["BRACKET"] = ExitStyle.Bracket,
        ["LEGS"] = ExitStyle.Legs,
    };

    public static IReadOnlyDictionary<string, StopKind> StopKinds { get; } = new OrderedDictionary<string, StopKind>
    {
        ["STOP_LOSS_LIMIT"] = StopKind.StopLossLimit,
        ["STOP_LOSS"] = StopKind.StopLoss,
    };

    public static IReadOnlyDictionary<string, ManualChangePolicy> ManualChangePolicies { get; } = new OrderedDictionary<string, ManualChangePolicy>
    {
        ["RESTORE"] = ManualChangePolicy.Restore,
        ["ADOPT"] = ManualChangePolicy.Adopt,
        ["HALT"] = ManualChangePolicy.Halt,
    };

    /// <summary>TRAIL_SOURCE; the value tells whether the mid price may stand in for a swing.</summary>
    public static IReadOnlyDictionary<string, bool> TrailSources { get; } = new OrderedDictionary<string, bool>
    {
        ["AGG"] = false,
        ["BINANCE"] = true,
    };

    /// <summary>TRADE_MODE; the value tells whether it is a margin account.</summary>
    public static IReadOnlyDictionary<string, bool> TradeModes { get; } = new OrderedDictionary<string, bool>
    {
        ["SPOT"] = false,
        ["MARGIN"] = true,
    };

    public static IReadOnlyDictionary<string, BorrowMode> BorrowModes { get; } = new OrderedDictionary<string, BorrowMode>
    {
        ["MANUAL"] = BorrowMode.Manual,
        ["AUTO"] = BorrowMode.Auto,
    };

    public static IReadOnlyDictionary<string, SideEffect> SideEffects { get; } = new OrderedDictionary<string, SideEffect>
    {
        ["NO_SIDE_EFFECT"] = SideEffect.None,
        ["MARGIN_BUY"] = SideEffect.Borrow,
        ["AUTO_REPAY"] = SideEffect.Repay,
        ["AUTO_BORROW_REPAY"] = SideEffect.BorrowAndRepay,
    };

    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value) =>
        words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Key;
}
