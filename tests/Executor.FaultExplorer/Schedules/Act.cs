namespace Executor.FaultExplorer.Schedules;

/// <summary>What happens next outside of us: the market, a signal, a hand on the account, an operator.</summary>
public enum ActKind
{
    /// <summary>Nothing happens for a time.</summary>
    Wait,

    /// <summary>A signal for the schedule's side, <see cref="Act.Size"/> away from the last price and <see cref="Act.Seconds"/> old.</summary>
    Signal,

    /// <summary>The last signal once more.</summary>
    SignalAgain,

    /// <summary>A signal for the other side.</summary>
    SignalOpposite,

    /// <summary>Price walks by <see cref="Act.Size"/>; every level between is touched.</summary>
    Walk,

    /// <summary>Price jumps by <see cref="Act.Size"/>; nothing between is touched.</summary>
    Jump,

    /// <summary>Price walks by <see cref="Act.Size"/> and back again.</summary>
    Flash,

    /// <summary>Price walks to the entry of the trade, and <see cref="Act.Size"/> against it.</summary>
    ToEntry,

    /// <summary>Price walks to the tightest stop of the trade, and <see cref="Act.Size"/> beyond.</summary>
    ToStop,

    /// <summary>Price walks to the first target of the trade, and <see cref="Act.Size"/> beyond.</summary>
    ToTarget1,

    /// <summary>Price walks to the second target of the trade, and <see cref="Act.Size"/> beyond.</summary>
    ToTarget2,

    /// <summary>Price jumps over the tightest stop of the trade by <see cref="Act.Size"/>.</summary>
    GapStop,

    /// <summary>Price jumps over the second target of the trade by <see cref="Act.Size"/>.</summary>
    GapTarget2,

    /// <summary>Somebody cancels the live order of ours with the number <see cref="Act.Size"/> (modulo how many live).</summary>
    HandCancels,

    /// <summary>Somebody sells the share <see cref="Act.Size"/> of the free holding at market; for a short position: buys back.</summary>
    HandReduces,

    /// <summary>Somebody places an order of his own far from the market.</summary>
    HandPlaces,

    /// <summary>Somebody places an order far from the market under a name that begins like ours.</summary>
    HandPlacesUnderOurPrefix,

    /// <summary>The process ends and starts again after <see cref="Act.Seconds"/>.</summary>
    Restart,

    /// <summary>An operator wants the position closed.</summary>
    Flatten,

    /// <summary>The fleet pauses: no entries.</summary>
    Pause,

    /// <summary>The fleet resumes.</summary>
    Wake,

    /// <summary>An operator holds the symbol.</summary>
    Hold,

    /// <summary>An operator releases the symbol.</summary>
    Release,

    /// <summary>The exchange answers nothing for <see cref="Act.Seconds"/>, and goes on matching.</summary>
    Maintenance,

    /// <summary>The symbol takes no orders for <see cref="Act.Seconds"/>; cancels are taken.</summary>
    Halt,

    /// <summary>The exchange changes its rules: variant <see cref="Act.Size"/>.</summary>
    RuleChange,

    /// <summary>Events are lost for <see cref="Act.Seconds"/>.</summary>
    StreamCut,

    /// <summary>The quotes we see stand still for <see cref="Act.Seconds"/>.</summary>
    QuotesFreeze,

    /// <summary>Everything is refused for <see cref="Act.Seconds"/> because of the request weight.</summary>
    RateLimit,
}

/// <summary>One act of a schedule.</summary>
/// <param name="Kind">What.</param>
/// <param name="Size">Amount; its meaning depends on the kind.</param>
/// <param name="Seconds">Virtual time; its meaning depends on the kind.</param>
public readonly record struct Act(ActKind Kind, decimal Size = 0m, int Seconds = 0);

/// <summary>Questions one may ask of an <see cref="ActKind"/>.</summary>
internal static class ActKindExtensions
{
    /// <summary>True for what no exchange, operator or process does on an ordinary day.</summary>
    public static bool IsTrouble(this ActKind kind) => kind switch
    {
        ActKind.HandCancels or ActKind.HandReduces or ActKind.Restart or ActKind.Maintenance or ActKind.Halt or ActKind.RuleChange
            or ActKind.StreamCut or ActKind.QuotesFreeze or ActKind.RateLimit => true,
        ActKind.Wait or ActKind.Signal or ActKind.SignalAgain or ActKind.SignalOpposite or ActKind.Walk or ActKind.Jump or ActKind.Flash
            or ActKind.ToEntry or ActKind.ToStop or ActKind.ToTarget1 or ActKind.ToTarget2 or ActKind.GapStop or ActKind.GapTarget2
            or ActKind.HandPlaces or ActKind.HandPlacesUnderOurPrefix or ActKind.Flatten or ActKind.Pause or ActKind.Wake or ActKind.Hold
            or ActKind.Release => false,
    };
}
