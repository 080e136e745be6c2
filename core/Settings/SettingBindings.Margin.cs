using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;

namespace Executor.Core.Settings;

/// <content>The account a symbol is traded on, and its loans.</content>
internal static partial class SettingBindings
{
    private static ImmutableArray<SettingBinding> Margin() =>
    [
        Choice("TRADE_MODE", SettingWords.TradeModes,
            s => s.Account.IsMargin(), (s, value) => s with { Account = value ? TradingAccount.CrossMargin : TradingAccount.Spot }),
        Switch("MARGIN_ISOLATED",
            s => s.Account == TradingAccount.IsolatedMargin,
            (s, value) => s with { Account = value && s.Account.IsMargin() ? TradingAccount.IsolatedMargin : s.Account }),
        Choice("MARGIN_BORROW_MODE", SettingWords.BorrowModes, s => s.BorrowMode, (s, value) => s with { BorrowMode = value }),
        Choice("MARGIN_SIDE_EFFECT", SettingWords.SideEffects, s => s.SideEffect, (s, value) => s with { SideEffect = value }),
        Switch("MARGIN_AUTO_REPAY_AT_CANCEL", s => s.AutoRepayAtCancel, (s, value) => s with { AutoRepayAtCancel = value }),
        Number("MARGIN_BORROW_BUFFER_PCT", NumberRange.ZeroOrMore, s => s.BorrowBuffer, (s, value) => s with { BorrowBuffer = value }),
        Number("MARGIN_DEBT_EPS", NumberRange.ZeroOrMore, s => s.DebtTolerance, (s, value) => s with { DebtTolerance = value }),

        // Of several names the one that comes first counts: it is read last. All are written under one.
        new("ASSET_STEP_SIZES",
            (texts, s) => s with { LoanSteps = s.LoanSteps with { ByAsset = texts.AssetNumbers("ASSET_STEP_SIZES", s.LoanSteps.ByAsset) } },
            s => SettingTexts.Write(s.LoanSteps.ByAsset)),
        new("ASSET_STEP_SIZE_USDC",
            (texts, s) => texts.OptionalNumber("ASSET_STEP_SIZE_USDC", NumberRange.AboveZero) is { } step
                ? s with { LoanSteps = s.LoanSteps with { ByAsset = s.LoanSteps.ByAsset.SetItem("USDC", step) } }
                : s,
            _ => string.Empty),
        QuoteStep("QUOTE_STEP_SIZE", isWritten: false),
        QuoteStep("QUOTE_ASSET_STEP", isWritten: false),
        QuoteStep("QUOTE_STEP", isWritten: true),
        new("PREFLIGHT_EXPECT_QUOTE",
            (texts, s) => s with { ExpectedQuote = texts.Asset("PREFLIGHT_EXPECT_QUOTE", s.ExpectedQuote) },
            s => s.ExpectedQuote ?? string.Empty),
    ];

    private static SettingBinding QuoteStep(string name, bool isWritten) => new(
        name,
        (texts, s) => texts.OptionalNumber(name, NumberRange.AboveZero) is { } step ? s with { LoanSteps = s.LoanSteps with { Quote = step } } : s,
        s => isWritten && s.LoanSteps.Quote is { } step ? NumberText.Plain(step) : string.Empty);
}
