namespace Executor.Silo.Notifications;

/// <summary>How a message is sent and sent again.</summary>
internal sealed record WebhookPolicy
{
    /// <summary>An answer that takes longer counts as none.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause after the first attempt in vain; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts before a message is given up; with the pauses above some nine hours.</summary>
    public int Attempts { get; init; } = 64;

    /// <summary>Streams that are sent at the same time.</summary>
    public int SideBySide { get; init; } = 8;

    /// <summary>Messages that the outbox holds at most.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>
    /// Pause after attempt <paramref name="attempt"/>, from 1: between half and the whole of what doubling gives. Which part is drawn from the
    /// message's id, so that the messages of many symbols do not come back all at once.
    /// </summary>
    public TimeSpan PauseAfter(int attempt, string id)
    {
        var whole = FirstPause * Math.Pow(2, Math.Min(attempt - 1, 30));
        return (whole < LongestPause ? whole : LongestPause) * (0.5 + (0.5 * Share($"{id}/{attempt}")));
    }

    /// <summary>0 to 1, evenly spread, the same for the same text in every process (FNV-1a).</summary>
    private static double Share(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 16_777_619u);
        return hash / (double)uint.MaxValue;
    }
}
