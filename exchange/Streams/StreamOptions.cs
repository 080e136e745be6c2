namespace Executor.Exchange.Streams;

/// <summary>How connections that the exchange speaks on are kept.</summary>
public sealed class StreamOptions
{
    /// <summary>Longest wait for the answer to a request on a connection; without one the connection counts as dead. 1 s to 60 s. Default 10 s:
    /// the exchange itself gives up then.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the exchange is asked over the connection which subscriptions it serves. Together with <see cref="AnswerTimeout"/> the
    /// longest time for which a dead connection is trusted. 1 s to 5 min. Default 30 s.</summary>
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>First pause before a connection is tried again; it doubles, and half of it is drawn by lot. 100 ms to 10 s. Default 500 ms.</summary>
    public TimeSpan ShortestPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause before a connection is tried again. 1 s to 10 min; not below <see cref="ShortestPause"/>. Default 30 s.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause after a refusal that somebody has to cure: a wrong key, an account that is not there. 1 s to 1 h. Default 1 min.</summary>
    public TimeSpan RefusalPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Age at which a connection is replaced, before the exchange ends it at 24 h. 1 min to 23.5 h. Default 23 h.</summary>
    public TimeSpan RolloverAge { get; set; } = TimeSpan.FromHours(23);

    /// <summary>By how much <see cref="RolloverAge"/> is shortened at most, by lot, so that not all connections move at once. 0 to 12 h, below
    /// <see cref="RolloverAge"/>. Default 30 min.</summary>
    public TimeSpan RolloverSpread { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>For how long a connection is still heard when its successor serves. 0 to 1 min. Default 5 s: what is under way on it arrives.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait until a successor has subscribed to everything; then another one is tried. 1 s to 5 min. Default 30 s.</summary>
    public TimeSpan ReadyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A user data connection on which no wallet has said anything for this long is replaced, and the wallets are looked at, whatever it answers
    /// to <see cref="ProbePeriod"/>. 1 min to 24 h. Default 15 min.</summary>
    public TimeSpan QuietRenewal { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long before its end a listen token is renewed; at most a quarter of its life. 1 s to 12 h. Default 1 h.</summary>
    public TimeSpan TokenRenewal { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest message that is read, bytes; a longer one ends the connection. 4 KiB to 64 MiB. Default 1 MiB.</summary>
    public int LongestMessage { get; set; } = 1024 * 1024;

    /// <summary>Messages sent a second at most on a market connection. 1 to 5, which the exchange allows, its pings answered included. Default 3.</summary>
    public int MessagesPerSecond { get; set; } = 3;

    /// <summary>Market streams on one connection; a symbol takes three. 3 to 1024. Default 1023.</summary>
    public int StreamsPerConnection { get; set; } = 1023;

    /// <summary>For how long a symbol may show no new quote before its prices count as old. 1 s to 10 min. Default 30 s.</summary>
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long after its end a minute is waited for before it is read. 2.5 s to 1 min. Default 5 s.</summary>
    public TimeSpan MinutePatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Events that are kept for a reader that does not read; with more, all are dropped and the reader is told to look. 16 to 1 million.
    /// Default 4096.</summary>
    public int UnreadEvents { get; set; } = 4096;
}
