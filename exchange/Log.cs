using Microsoft.Extensions.Logging;

namespace Executor.Exchange;

/// <summary>All log messages of this project: event ids 7000 to 7999, one hundred a feature.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 7001, Level = LogLevel.Debug,
        Message = "{Endpoint} was not answered: {Reason}")]
    public static partial void NotAnswered(this ILogger logger, string endpoint, string reason);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Warning,
        Message = "{Endpoint} was refused: {Text} ({Code}, HTTP {Status}, {Verdict})")]
    public static partial void Refused(this ILogger logger, string endpoint, string text, int code, int status, Errors.ErrorVerdict verdict);

    [LoggerMessage(EventId = 7003, Level = LogLevel.Information,
        Message = "{Host} serves the requests from now on; {Former} did not answer")]
    public static partial void HostChanged(this ILogger logger, string host, string former);

    [LoggerMessage(EventId = 7004, Level = LogLevel.Error,
        Message = "{Endpoint} answered in a form that is not understood: {Problem}. The outcome counts as unknown")]
    public static partial void NotUnderstood(this ILogger logger, string endpoint, string problem);

    [LoggerMessage(EventId = 7005, Level = LogLevel.Debug,
        Message = "{Endpoint}: {Reason}")]
    public static partial void NotSent(this ILogger logger, string endpoint, string reason);

    [LoggerMessage(EventId = 7006, Level = LogLevel.Warning,
        Message = "Order {OrderId} changed together with another one and could not be read ({Reason}); the next look shows it")]
    public static partial void SiblingNotRead(this ILogger logger, long orderId, string reason);

    [LoggerMessage(EventId = 7101, Level = LogLevel.Warning,
        Message = "The exchange's clock could not be read; time stamps follow what is known of it")]
    public static partial void ClockNotRead(this ILogger logger);

    [LoggerMessage(EventId = 7102, Level = LogLevel.Debug,
        Message = "The exchange's clock is {Offset:0.0} ms ahead of ours, round trip {RoundTrip:0.0} ms, corrected by {Correction:0.0} ms")]
    public static partial void ClockRead(this ILogger logger, double offset, double roundTrip, double correction);

    [LoggerMessage(EventId = 7201, Level = LogLevel.Error,
        Message = "The exchange asked all callers of this address to pause: nothing is sent until {Until:HH:mm:ss.fff} UTC")]
    public static partial void AllPaused(this ILogger logger, DateTimeOffset until);

    [LoggerMessage(EventId = 7202, Level = LogLevel.Error,
        Message = "The exchange takes no more orders of this account for now: none is sent until {Until:HH:mm:ss.fff} UTC; cancels and reads go on")]
    public static partial void OrdersPaused(this ILogger logger, DateTimeOffset until);

    [LoggerMessage(EventId = 7301, Level = LogLevel.Warning,
        Message = "The trading rules could not be read again ({Reason}); those of {ReadAt:HH:mm:ss} UTC stay in use")]
    public static partial void RulesNotRead(this ILogger logger, string reason, DateTimeOffset readAt);

    [LoggerMessage(EventId = 7302, Level = LogLevel.Information,
        Message = "The trading rules of {Symbol} have changed")]
    public static partial void RulesChanged(this ILogger logger, string symbol);
}
