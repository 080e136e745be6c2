using Executor.Core.Exchange;

namespace Executor.Core.Settings;

/// <summary>Settings that are legal one by one and cannot be meant together: warnings at the start (PREFLIGHT_WARN). They stop nothing.</summary>
/// <remarks>Source: behaviour of the original, section 2.9, without its warning about every account that is not cross margin.</remarks>
public static class Preflight
{
    /// <summary>What is odd about <paramref name="settings"/>, one sentence each.</summary>
    public static IEnumerable<string> Issues(SymbolSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var (_, quote) = SymbolName.Split(settings.Symbol);
        if (settings.ExpectedQuote is { } expected && expected != quote)
        {
            yield return $"PREFLIGHT_WARN {settings.Symbol} is quoted in {quote}, PREFLIGHT_EXPECT_QUOTE expects {expected}.";
        }

        if (!settings.Account.IsMargin())
        {
            yield break;
        }

        switch (settings.BorrowMode)
        {
            case BorrowMode.Auto when settings.SideEffect is SideEffect.None or SideEffect.Repay:
                yield return $"PREFLIGHT_WARN {settings.Symbol}: MARGIN_BORROW_MODE is AUTO and MARGIN_SIDE_EFFECT borrows nothing: entries need funds of their own.";
                break;
            case BorrowMode.Manual when settings.AutoRepayAtCancel:
                yield return $"PREFLIGHT_WARN {settings.Symbol}: MARGIN_AUTO_REPAY_AT_CANCEL has no effect in MANUAL mode.";
                break;
            case BorrowMode.Manual or BorrowMode.Auto:
                break;
        }
    }
}
