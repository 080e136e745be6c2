using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Arithmetic;

namespace Executor.Core.Settings;

/// <summary>Ties each variable to its property: one row reads it, checks it and writes it back.</summary>
internal static partial class SettingBindings
{
    private const int MaxDedupDecimals = 12;

    public static ImmutableArray<SettingBinding> All { get; } =
    [
        Switch("STRICT_SOURCE", s => s.StrictSource, (s, value) => s with { StrictSource = value }),
        WholeNumber("DEDUP_PRICE_DECIMALS", 0, MaxDedupDecimals,
            s => s.DedupPriceDecimals, (s, value) => s with { DedupPriceDecimals = value }),
        WholeNumber("SEEN_KEYS_MAX", 1, s => s.SeenKeysMax, (s, value) => s with { SeenKeysMax = value }),
        Seconds("MAX_PEAK_AGE_SEC", NumberRange.ZeroOrMore, s => s.MaxPeakAge, (s, value) => s with { MaxPeakAge = value }),
        Seconds("COOLDOWN_SEC", NumberRange.ZeroOrMore, s => s.Cooldown, (s, value) => s with { Cooldown = value }),
        Seconds("LOCK_SEC", NumberRange.ZeroOrMore, s => s.Lock, (s, value) => s with { Lock = value }),
        Number("QTY_USD", NumberRange.AboveZero, s => s.QuoteNotional, (s, value) => s with { QuoteNotional = value }),
        Distance("ENTRY_OFFSET_USD", NumberRange.ZeroOrMore, s => s.EntryOffset, (s, value) => s with { EntryOffset = value }),
        Number("SL_PCT", NumberRange.ProperFraction, s => s.StopFraction, (s, value) => s with { StopFraction = value }),
        WholeNumber("SWING_MINS", 0, s => s.SwingRows, (s, value) => s with { SwingRows = value }),
        NumberList("TP_R_LIST", 2, NumberRange.AboveZero, s => s.TakeProfitMultiples, (s, value) => s with { TakeProfitMultiples = value }),
        Seconds("FEED_MAX_AGE_SEC", NumberRange.ZeroOrMore, s => s.FeedMaxAge, (s, value) => s with { FeedMaxAge = value }),
        Choice("ENTRY_MODE", SettingWords.EntryModes, s => s.EntryMode, (s, value) => s with { EntryMode = value }),
        Seconds("LIVE_ENTRY_TIMEOUT_SEC", NumberRange.AboveZero, s => s.EntryTimeout, (s, value) => s with { EntryTimeout = value }),
        Number("PLANB_MAX_DEV_R_MULT", NumberRange.ZeroOrMore,
            s => s.PlanBMaxDeviationR, (s, value) => s with { PlanBMaxDeviationR = value }),
        Number("PLANB_MAX_DEV_USD", NumberRange.ZeroOrMore, s => s.PlanBMaxDeviation, (s, value) => s with { PlanBMaxDeviation = value }),
        Switch("PLANB_REQUIRE_PRICE", s => s.PlanBRequirePrice, (s, value) => s with { PlanBRequirePrice = value }),
        Switch("PLANB_ABORT_IF_PAST_TP1", s => s.PlanBAbortIfPastTarget, (s, value) => s with { PlanBAbortIfPastTarget = value }),
        Choice("EXIT_STYLE", SettingWords.ExitStyles, s => s.ExitStyle, (s, value) => s with { ExitStyle = value }),
        Choice("STOP_TYPE", SettingWords.StopKinds, s => s.StopKind, (s, value) => s with { StopKind = value }),
        WholeNumber("SL_LIMIT_GAP_TICKS", 0, s => s.StopLimitGapTicks, (s, value) => s with { StopLimitGapTicks = value }),
        Seconds("EXITS_RETRY_EVERY_SEC", NumberRange.AboveZero, s => s.ExitRetryEvery, (s, value) => s with { ExitRetryEvery = value }),
        Switch("FAILSAFE_FLATTEN", s => s.FailsafeFlatten, (s, value) => s with { FailsafeFlatten = value }),
        WholeNumber("FAILSAFE_EXITS_MAX_TRIES", 0, s => s.FailsafeMaxTries, (s, value) => s with { FailsafeMaxTries = value }),
        Seconds("FAILSAFE_EXITS_GRACE_SEC", NumberRange.ZeroOrMore, s => s.FailsafeGrace, (s, value) => s with { FailsafeGrace = value }),
        Seconds("MANAGE_EVERY_SEC", NumberRange.AboveZero, s => s.ManageEvery, (s, value) => s with { ManageEvery = value }),
        Seconds("SL_WATCHDOG_GRACE_SEC", NumberRange.ZeroOrMore, s => s.StopGrace, (s, value) => s with { StopGrace = value }),
        Seconds("SL_WATCHDOG_RETRY_SEC", NumberRange.AboveZero, s => s.StopRetryEvery, (s, value) => s with { StopRetryEvery = value }),
        Seconds("RECONCILE_EVERY_SEC", NumberRange.AboveZero, s => s.ReconcileEvery, (s, value) => s with { ReconcileEvery = value }),
        Choice("MANUAL_CHANGES", SettingWords.ManualChangePolicies, s => s.ManualChanges, (s, value) => s with { ManualChanges = value }),
        Seconds("QUOTE_MAX_AGE_SEC", NumberRange.AboveZero, s => s.QuoteMaxAge, (s, value) => s with { QuoteMaxAge = value }),
        Seconds("UNKNOWN_MIN_AGE_SEC", NumberRange.AboveZero, s => s.UnknownMinAge, (s, value) => s with { UnknownMinAge = value }),
        WholeNumber("TP1_BE_MAX_ATTEMPTS", 1, s => s.BreakEvenMaxAttempts, (s, value) => s with { BreakEvenMaxAttempts = value }),
        Seconds("TP1_BE_COOLDOWN_SEC", NumberRange.AboveZero, s => s.BreakEvenCooldown, (s, value) => s with { BreakEvenCooldown = value }),
        Seconds("INVAR_EVERY_SEC", NumberRange.AboveZero, s => s.InvariantsEvery, (s, value) => s with { InvariantsEvery = value }),
        Switch("TRAIL_ACTIVATE_AFTER_TP2", s => s.TrailAfterSecondTarget, (s, value) => s with { TrailAfterSecondTarget = value }),
        Choice("TRAIL_SOURCE", SettingWords.TrailSources,
            s => s.TrailFallsBackToQuote, (s, value) => s with { TrailFallsBackToQuote = value }),
        Distance("TRAIL_STEP_USD", NumberRange.AboveZero, s => s.TrailStep, (s, value) => s with { TrailStep = value }),
        Seconds("TRAIL_UPDATE_EVERY_SEC", NumberRange.AboveZero, s => s.TrailEvery, (s, value) => s with { TrailEvery = value }),
        WholeNumber("TRAIL_SWING_LOOKBACK", int.MinValue, s => s.TrailSwingRows, (s, value) => s with { TrailSwingRows = value }),
        WholeNumber("TRAIL_SWING_LR", int.MinValue, s => s.TrailSwingNeighbours, (s, value) => s with { TrailSwingNeighbours = value }),
        Distance("TRAIL_SWING_BUFFER_USD", NumberRange.ZeroOrMore,
            s => s.TrailSwingBuffer, (s, value) => s with { TrailSwingBuffer = value }),
        Switch("TRAIL_CONFIRM", s => s.TrailConfirm, (s, value) => s with { TrailConfirm = value }),
        Number("TRAIL_CONFIRM_BUFFER_USD", NumberRange.ZeroOrMore,
            s => s.TrailConfirmBuffer, (s, value) => s with { TrailConfirmBuffer = value }),
        .. Margin(),
        .. InvariantBindings(),
    ];

    private static ImmutableArray<SettingBinding> InvariantBindings() =>
    [
        Switch("INVAR_ENABLED", s => s.Invariants.IsEnabled, (s, value) => s with { Invariants = s.Invariants with { IsEnabled = value } }),
        Seconds("INVAR_THROTTLE_SEC", NumberRange.ZeroOrMore,
            s => s.Invariants.Throttle, (s, value) => s with { Invariants = s.Invariants with { Throttle = value } }),
        Seconds("RECON_THROTTLE_SEC", NumberRange.ZeroOrMore,
            s => s.Invariants.LookThrottle, (s, value) => s with { Invariants = s.Invariants with { LookThrottle = value } }),
        Seconds("INVAR_GRACE_SEC", NumberRange.ZeroOrMore,
            s => s.Invariants.Grace, (s, value) => s with { Invariants = s.Invariants with { Grace = value } }),
        Seconds("INVAR_FEED_STALE_SEC", NumberRange.AboveZero,
            s => s.Invariants.FeedStale, (s, value) => s with { Invariants = s.Invariants with { FeedStale = value } }),
        Number("I2_BE_TOLERANCE_USD", NumberRange.ZeroOrMore,
            s => s.Invariants.BreakEvenTolerance, (s, value) => s with { Invariants = s.Invariants with { BreakEvenTolerance = value } }),
        Switch("INVAR_KILL_ON_DEBT", s => s.Invariants.HaltsOnDebt, (s, value) => s with { Invariants = s.Invariants with { HaltsOnDebt = value } }),

        // The second name can switch it on, never off what the first one has switched on.
        Switch("I13_KILL_ON_DEBT", s => s.Invariants.HaltsOnDebt,
            (s, value) => s with { Invariants = s.Invariants with { HaltsOnDebt = value || s.Invariants.HaltsOnDebt } }),
        Seconds("I13_GRACE_SEC", NumberRange.ZeroOrMore,
            s => s.Invariants.DebtGrace, (s, value) => s with { Invariants = s.Invariants with { DebtGrace = value } }),
        Seconds("I13_ESCALATE_SEC", NumberRange.ZeroOrMore,
            s => s.Invariants.DebtEscalation, (s, value) => s with { Invariants = s.Invariants with { DebtEscalation = value } }),
        Switch("I13_EXCHANGE_CHECK", s => s.Invariants.AsksForDebt, (s, value) => s with { Invariants = s.Invariants with { AsksForDebt = value } }),
        Seconds("I13_EXCHANGE_MIN_INTERVAL_SEC", NumberRange.AboveZero,
            s => s.Invariants.DebtSpacing, (s, value) => s with { Invariants = s.Invariants with { DebtSpacing = value } }),
        Switch("I13_CLEAR_STATE_ON_EXCHANGE_CLEAR",
            s => s.Invariants.ForgetsClearedDebt, (s, value) => s with { Invariants = s.Invariants with { ForgetsClearedDebt = value } }),
        Seconds("UNCOVERED_ALARM_SEC", NumberRange.AboveZero,
            s => s.Invariants.UncoveredLimit, (s, value) => s with { Invariants = s.Invariants with { UncoveredLimit = value } }),
        Seconds("INTENT_UNKNOWN_ALARM_SEC", NumberRange.AboveZero,
            s => s.Invariants.UnknownLimit, (s, value) => s with { Invariants = s.Invariants with { UnknownLimit = value } }),
    ];

    private static SettingBinding Switch(string name, Func<SymbolSettings, bool> get, Func<SymbolSettings, bool, SymbolSettings> set) =>
        new(name, (texts, s) => set(s, texts.Switch(name, get(s))), s => SettingTexts.Write(get(s)));

    private static SettingBinding WholeNumber(
        string name, int least, Func<SymbolSettings, int> get, Func<SymbolSettings, int, SymbolSettings> set) =>
        WholeNumber(name, least, int.MaxValue, get, set);

    private static SettingBinding WholeNumber(
        string name, int least, int most, Func<SymbolSettings, int> get, Func<SymbolSettings, int, SymbolSettings> set) => new(
        name,
        (texts, s) => set(s, texts.WholeNumber(name, get(s), least, most)),
        s => get(s).ToString(CultureInfo.InvariantCulture));

    private static SettingBinding Number(
        string name, NumberRange range, Func<SymbolSettings, decimal> get, Func<SymbolSettings, decimal, SymbolSettings> set) =>
        new(name, (texts, s) => set(s, texts.Number(name, get(s), range)), s => NumberText.Plain(get(s)));

    private static SettingBinding Seconds(
        string name, NumberRange range, Func<SymbolSettings, TimeSpan> get, Func<SymbolSettings, TimeSpan, SymbolSettings> set) =>
        new(name, (texts, s) => set(s, texts.Seconds(name, get(s), range)), s => SettingTexts.Write(get(s)));

    private static SettingBinding Distance(
        string name, NumberRange range, Func<SymbolSettings, PriceDistance> get, Func<SymbolSettings, PriceDistance, SymbolSettings> set) =>
        new(name, (texts, s) => set(s, texts.Distance(name, get(s), range)), s => SettingTexts.Write(get(s)));

    private static SettingBinding Choice<T>(
        string name, IReadOnlyDictionary<string, T> words, Func<SymbolSettings, T> get, Func<SymbolSettings, T, SymbolSettings> set) =>
        new(name, (texts, s) => set(s, texts.Choice(name, get(s), words)), s => SettingWords.Of(words, get(s)));

    private static SettingBinding NumberList(
        string name,
        int least,
        NumberRange range,
        Func<SymbolSettings, ImmutableArray<decimal>> get,
        Func<SymbolSettings, ImmutableArray<decimal>, SymbolSettings> set) => new(
        name,
        (texts, s) => set(s, texts.NumberList(name, get(s), least, range)),
        s => string.Join(',', get(s).Select(NumberText.Plain)));
}
