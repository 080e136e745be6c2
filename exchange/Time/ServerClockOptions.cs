namespace Executor.Exchange.Time;

/// <summary>How the exchange's clock is followed.</summary>
public sealed class ServerClockOptions
{
    /// <summary>Readings of which the one with the shortest round trip counts. 1 to 20. Default 5.</summary>
    public int Samples { get; set; } = 5;

    /// <summary>Age at which the clock is read again. 10 s to 1 h. Default 3 min.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How far time stamps lie in the past on purpose. 0 to 500 ms. Default 50 ms.</summary>
    public TimeSpan Bias { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait for one reading. 100 ms to 10 s. Default 1 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);
}
