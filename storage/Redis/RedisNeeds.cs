namespace Executor.Storage.Redis;

/// <summary>What is asked of a Redis server.</summary>
public enum RedisNeeds
{
    /// <summary>It holds reminders and the list of silos: both come back by themselves, positions are elsewhere.</summary>
    Coordination,

    /// <summary>It holds the positions too: without an append-only file it is refused.</summary>
    Positions,
}
