namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>How events reach their subscribers beside the answers to the requests that caused them; the exchange promises no order.</summary>
public sealed record EventTiming
{
    private const int UsualLag = 15;

    /// <summary>How long an event is under way, in real milliseconds; 0: it leaves before the answer to its request does.</summary>
    public int DelayMs { get; init; }

    /// <summary>True when <c>listStatus</c> takes a drawn place among the <c>executionReport</c>s of its request.</summary>
    public bool ShufflesLists { get; init; }

    /// <summary>Half of all runs begin with events before answers, half with answers before events; the seed decides.</summary>
    public static EventTiming Of(ulong seed) => new() { DelayMs = seed % 2 == 0 ? UsualLag : 0 };
}
