using Executor.Core.Market;

namespace Executor.FaultExplorer.Driving;

/// <summary>Faults that last: each is in force until a time.</summary>
internal sealed class Troubles
{
    public DateTimeOffset MaintenanceUntil { get; set; }

    public DateTimeOffset OverloadedUntil { get; set; }

    public DateTimeOffset RateLimitedUntil { get; set; }

    public DateTimeOffset OrderLimitUntil { get; set; }

    /// <summary>Until when nothing that changes the exchange leaves.</summary>
    public DateTimeOffset NoRoomUntil { get; set; }

    public DateTimeOffset HaltedUntil { get; set; }

    public DateTimeOffset StreamCutUntil { get; set; }

    public DateTimeOffset StorageDownUntil { get; set; }

    public DateTimeOffset QuotesFrozenUntil { get; set; }

    /// <summary>What is seen of the market while quotes are frozen.</summary>
    public Quote? FrozenQuote { get; set; }

    public DateTimeOffset LooksLagUntil { get; set; }

    /// <summary>The moment at which lagging looks stand still.</summary>
    public DateTimeOffset LooksLagAt { get; set; }

    public bool BalancesLag { get; set; }

    public bool LoansLag { get; set; }

    /// <summary>True while we could not help a position whatever we decided.</summary>
    public bool IsHelpless(DateTimeOffset now) =>
        now < MaintenanceUntil || now < OverloadedUntil || now < RateLimitedUntil || now < OrderLimitUntil || now < NoRoomUntil || now < HaltedUntil || now < StorageDownUntil
        || now < LooksLagUntil || now < StreamCutUntil || now < QuotesFrozenUntil;

    public void End(DateTimeOffset now)
    {
        MaintenanceUntil = OverloadedUntil = RateLimitedUntil = OrderLimitUntil = NoRoomUntil = HaltedUntil = StreamCutUntil = StorageDownUntil = QuotesFrozenUntil = LooksLagUntil = now;
        FrozenQuote = null;
    }
}
