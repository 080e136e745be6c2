namespace Executor.FaultExplorer.Schedules;

/// <summary>Numbers that depend on seed, purpose and count alone: dropping a part of a schedule does not change what the rest draws.</summary>
internal static class Dice
{
    /// <summary>0 or more, below <paramref name="limit"/>.</summary>
    public static int Roll(int seed, Purpose purpose, int count, int limit)
    {
        var mixed = unchecked(((ulong)(uint)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)purpose * 0xC2B2AE3D27D4EB4FUL) ^ ((ulong)(uint)count * 0x165667B19E3779F9UL));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }
}

/// <summary>What a number is drawn for.</summary>
internal enum Purpose
{
    Outbound = 1,
    Inbound,
    EventDelay,
    Liquidity,
    Share,
    Downtime,
}
