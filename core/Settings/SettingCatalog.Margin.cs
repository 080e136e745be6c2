using System.Collections.Immutable;

namespace Executor.Core.Settings;

/// <content>The account a symbol is traded on, its loans, and the check of both at the start.</content>
public static partial class SettingCatalog
{
    private static ImmutableArray<SettingDefinition> Margin() =>
    [
        new("TRADE_MODE", "Margin", SettingKind.Choice, "SPOT", "", "SPOT or MARGIN.", SettingStatus.InForce),
        new("MARGIN_ISOLATED", "Margin", SettingKind.Switch, "false", "",
            "Isolated instead of cross margin; only with TRADE_MODE=MARGIN.", SettingStatus.InForce),
        new("MARGIN_BORROW_MODE", "Margin", SettingKind.Choice, "MANUAL", "",
            "MANUAL: the program borrows and repays. AUTO: the exchange does, by the side effects of orders.", SettingStatus.InForce),
        new("MARGIN_SIDE_EFFECT", "Margin", SettingKind.Choice, "AUTO_BORROW_REPAY", "",
            "NO_SIDE_EFFECT, MARGIN_BUY, AUTO_REPAY or AUTO_BORROW_REPAY; AUTO mode only. Entries carry the half that borrows, exits the one that repays.",
            SettingStatus.InForce),
        new("MARGIN_AUTO_REPAY_AT_CANCEL", "Margin", SettingKind.Switch, "false", "",
            "The exchange repays an entry's loan when the entry is cancelled; AUTO mode only.", SettingStatus.InForce),
        new("MARGIN_BORROW_BUFFER_PCT", "Margin", SettingKind.Number, "0.003", "fraction",
            "Reserve borrowed on top for long entries.", SettingStatus.InForce),
        new("MARGIN_DEBT_EPS", "Margin", SettingKind.Number, "0", "asset",
            "A liability at or below this is no debt.", SettingStatus.InForce),
        new("ASSET_STEP_SIZE_USDC", "Margin", SettingKind.Number, "", "USDC",
            "Borrow step of USDC; comes before ASSET_STEP_SIZES.", SettingStatus.InForce),
        new("ASSET_STEP_SIZES", "Margin", SettingKind.Text, "", "asset",
            "Borrow steps by asset, a JSON object: {\"USDC\":0.01}. Unset: 8 decimals.", SettingStatus.InForce),
        new("QUOTE_STEP", "Margin", SettingKind.Number, "", "quote", "Borrow step of the quote asset; unset: 8 decimals.", SettingStatus.InForce),
        new("QUOTE_ASSET_STEP", "Margin", SettingKind.Number, "", "quote", "Second name of QUOTE_STEP.", SettingStatus.InForce),
        new("QUOTE_STEP_SIZE", "Margin", SettingKind.Number, "", "quote", "Third name of QUOTE_STEP.", SettingStatus.InForce),
        new("PREFLIGHT_EXPECT_QUOTE", "Margin", SettingKind.Text, "", "",
            "Quote asset that the symbol should have; another one is a warning at the start.", SettingStatus.InForce),
    ];
}
