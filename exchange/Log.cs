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

    [LoggerMessage(EventId = 7303, Level = LogLevel.Warning,
        Message = "Nobody could be told that the trading rules of {Symbol} have changed; they take effect when they are asked for next")]
    public static partial void RulesNotTold(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 7415, Level = LogLevel.Error,
        Message = "The market streams of {Symbol} are not to be had: {Reason}. The other symbols go on; trying again in {Seconds} s")]
    public static partial void SymbolRefused(this ILogger logger, string symbol, string reason, double seconds);

    [LoggerMessage(EventId = 7401, Level = LogLevel.Information,
        Message = "A connection for {Kind} events is open")]
    public static partial void SessionOpened(this ILogger logger, string kind);

    [LoggerMessage(EventId = 7402, Level = LogLevel.Warning,
        Message = "There is no connection for {Kind} events: {Reason}. It is tried again in {Pause:0.0} s")]
    public static partial void SessionLost(this ILogger logger, string kind, string reason, double pause);

    [LoggerMessage(EventId = 7403, Level = LogLevel.Information,
        Message = "The connection for {Kind} events is replaced: {Reason}")]
    public static partial void SessionRenewed(this ILogger logger, string kind, string reason);

    [LoggerMessage(EventId = 7404, Level = LogLevel.Warning,
        Message = "The connection for {Kind} events has no successor yet and goes on: {Reason}. It is tried again in {Pause:0.0} s")]
    public static partial void SuccessorFailed(this ILogger logger, string kind, string reason, double pause);

    [LoggerMessage(EventId = 7405, Level = LogLevel.Error,
        Message = "A message is not understood: {Problem}")]
    public static partial void FrameNotUnderstood(this ILogger logger, string problem);

    [LoggerMessage(EventId = 7406, Level = LogLevel.Error,
        Message = "Events could not be handled; the connection is made anew")]
    public static partial void HandlingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 7407, Level = LogLevel.Debug,
        Message = "A connection was left without a farewell")]
    public static partial void GoodbyeFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 7408, Level = LogLevel.Error,
        Message = "An {Kind} event is not understood: {Problem}. What it told is looked for")]
    public static partial void EventNotUnderstood(this ILogger logger, string kind, string problem);

    [LoggerMessage(EventId = 7409, Level = LogLevel.Information,
        Message = "Events of the type {Type} are not known and are left aside")]
    public static partial void EventTypeUnknown(this ILogger logger, string type);

    [LoggerMessage(EventId = 7410, Level = LogLevel.Information,
        Message = "Events of {Wallet} arrive")]
    public static partial void WalletHeard(this ILogger logger, Streams.Account.Wallet wallet);

    [LoggerMessage(EventId = 7411, Level = LogLevel.Warning,
        Message = "Events of {Wallet} cannot be had now: {Reason}. It is tried again in {Pause:0.0} s")]
    public static partial void WalletNotHeard(this ILogger logger, Streams.Account.Wallet wallet, string reason, double pause);

    [LoggerMessage(EventId = 7412, Level = LogLevel.Warning,
        Message = "Closed minutes of {Symbol} could not be read: {Reason}; it is tried again")]
    public static partial void MinutesNotRead(this ILogger logger, string symbol, string reason);

    [LoggerMessage(EventId = 7413, Level = LogLevel.Warning,
        Message = "The exchange has no minutes of {Symbol} between {After:yyyy-MM-dd HH:mm} and {Before:yyyy-MM-dd HH:mm} UTC")]
    public static partial void MinutesMissing(this ILogger logger, string symbol, DateTimeOffset after, DateTimeOffset before);

    [LoggerMessage(EventId = 7414, Level = LogLevel.Warning,
        Message = "The last price of {Symbol} could not be read: {Reason}; it is tried again")]
    public static partial void LastPriceNotRead(this ILogger logger, string symbol, string reason);
}
