using System.Collections.Immutable;

namespace Executor.Core.Migration;

/// <summary>Fields of the original's state that are not needed here, and why.</summary>
/// <remarks>Source: behaviour of the original, sections 14.1 and 14.2.</remarks>
internal static class IgnoredFields
{
    private const string Poll = "spacing of the original's polls; everything is looked at anew";
    private const string Told = "only kept a message from being repeated";
    private const string Looked = "the exchange is asked what executed";
    private const string Watch = "the watch over the stop begins anew at the next price";
    private const string Written = "written by no version";

    /// <summary>Fields of the file and the reason, in the order of the specification.</summary>
    public static ImmutableArray<(string Path, string Why)> Everywhere { get; } =
    [
        ("meta.dedup_fp", "the keys are checked one by one instead"),
        ("meta.boot_ts", "time of the original's last start"),
        ("last_reported_report_id", Told),
        ("last_notified_close_trade_key", Told),
        ("last_entry_abort_ts", "sets no pause, here as there"),
        ("last_sync_from_binance_s", Poll),
        ("baseline.truth", "always null"),
        ("mg_runtime", "which margin step was begun; the debt itself counts"),
        ("_emergency_runtime", "counters of failed saves of the original's file"),
    ];

    /// <summary>Fields of the position and the reason.</summary>
    public static ImmutableArray<(string Path, string Why)> OfPosition { get; } =
    [
        ("entry_actual", Looked),
        ("executedQty", Looked),
        ("cummulativeQuoteQty", Looked),
        ("filled_at", Looked),
        ("orders.fills", Looked),
        ("last_poll_s", Poll),
        ("planb_next_action_s", Poll),
        ("exits_tries", "attempts are counted anew"),
        ("exits_first_fail_s", "attempts are counted anew"),
        ("exits_next_try_s", Poll),
        ("sl_done", Looked),
        ("tp1_status_next_s", Poll),
        ("tp2_status_next_s", Poll),
        ("sl_status_next_s", Poll),
        ("tp1_watchdog_status_next_s", Poll),
        ("tp2_watchdog_status_next_s", Poll),
        ("sl_last_status_logged", Told),
        ("missing_not_filled", Told),
        ("tp1_be_exit_side", "follows from the side"),
        ("tp1_be_stop", "the average entry price is computed from the executions"),
        ("tp1_be_rem_qty", "the open legs are counted from the executions"),
        ("tp1_be_source", Told),
        ("tp1_be_last_status", Looked),
        ("tp1_be_last_error", Told),
        ("sl_prev_next_cancel_s", Poll),
        ("trail_qty", "the open legs are counted from the executions"),
        ("trail_cancel_next_s", Poll),
        ("trail_qty_safe", "the open legs are counted from the executions"),
        ("trail_activation_uncertain_count", Told),
        ("trail_activation_uncertain_last_s", Told),
        ("trail_last_error_code", Told),
        ("trail_last_error_s", Told),
        ("trail_error_count", Told),
        ("sl_watchdog_first_trigger_s", Watch),
        ("sl_watchdog_fired", Looked),
        ("sl_watchdog_direct_next_s", Poll),
        ("sl_watchdog_error_next_s", Told),
        ("sl_watchdog_noqty_next_s", Told),
        ("sl_watchdog_last_market_attempt_s", Poll),
        ("sl_watchdog_last_market_ok", Looked),
        ("sl_watchdog_last_market_error", Told),
        ("sl_watchdog_last_skip_s", Told),
        ("sl_watchdog_last_skip_reason", Told),
        ("sl_watchdog_market_suppressed_logged", Told),
        ("tp_watchdog_direct_next_s", Poll),
        ("tp_watchdog_error_next_s", Told),
        ("tp_watchdog_last_market_attempt_s", Poll),
        ("tp_watchdog_last_market_error", Told),
        ("tp1_wd_partial_logged", Told),
        ("tp1_wd_missing_logged", Told),
        ("tp2_wd_missing_logged", Told),
        ("tp2_missing_not_in_zone_notified", Told),
        ("tp2_missing_gate_uncertain_notified", Told),
        ("tp2_missing_gate_rejected_notified", Told),
        ("dust_remainder", Looked),
        ("dust_reason", Told),
        ("dust_qty_raw", Told),
        ("dust_qty_q", Told),
        ("dust_notional_raw", Told),
        ("dust_min_notional", Told),
        ("dust_min_qty", Told),
        ("dust_price_now", Told),
        ("dust_ts", Told),
        ("exit_cleanup_order_ids", "every open order of the trade is found by the first look"),
        ("exit_cleanup_next_s", Poll),
        ("exit_cleanup_last_error", Told),
        ("exit_cleanup_wait_log_next_s", Told),
        ("close_cleanup_next_s", Poll),
        ("open_orders_err_s", Poll),
        ("openorders_skip_logged", Told),
        ("recon", Looked),
        ("reconciliation_notes", Written),
        ("closed_s", Written),

        // Read where they mean something; here because a position in another phase may still carry them.
        ("opened_at", "opened_s says the same"),
        ("entry", "prices.entry says the same"),
        ("entry_mode", "the entry has ended"),
        ("tp1_done", Looked),
        ("tp2_done", Looked),
        ("tp2_synthetic", "without placed exits there is nothing to trail"),
        ("tp1_be_pending", "without placed exits there is nothing to move"),
        ("tp1_be_old_sl", "without placed exits there is nothing to move"),
        ("tp1_be_attempts", "without placed exits there is nothing to move"),
        ("tp1_be_next_s", "without placed exits there is nothing to move"),
        ("tp1_be_disabled", "without placed exits there is nothing to move"),
        ("trail_active", "without placed exits there is nothing to trail"),
        ("trail_sl_price", "the trail is not active"),
        ("trail_last_update_s", "the trail is not active"),
        ("trail_pending_cancel_sl", "without placed exits there is nothing to trail"),
        ("trail_pending_cancel_tp2", "without placed exits there is nothing to trail"),
        ("trail_wait_confirm", "the trail is not active"),
        ("trail_ref_price", "the trail is not active"),
        ("trail_confirmed", "the trail is not active"),
        ("exit_cleanup_pending", "without placed exits there is nothing to clean up"),
        ("exit_cleanup_reason", "no clean-up is pending"),
        ("orders", "found by the first look at the exchange"),
        ("exit_client_ids", "derived anew; exits of the trade are recognised by them"),
    ];
}
