using Executor.Core.Positions;
using Microsoft.Extensions.Logging;

namespace Executor.Grains;

/// <summary>All log messages of this project: event ids 4000 to 4999, one hundred a feature.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Information,
        Message = "Position {Symbol} claimed by activation {Epoch}, status {Status}")]
    public static partial void PositionClaimed(this ILogger logger, string symbol, long epoch, PositionStatus status);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Error,
        Message = "Position {Symbol} gives up this activation; the next one reads the stored state and looks at the exchange")]
    public static partial void PositionGivenUp(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning,
        Message = "{Symbol}: no answer to {Command} within {Timeout}; its outcome is unknown and will be looked up")]
    public static partial void ExchangeSilent(this ILogger logger, string symbol, string command, TimeSpan timeout);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Error,
        Message = "{Symbol}: {Command} failed; its outcome is unknown and will be looked up")]
    public static partial void ExchangeThrew(this ILogger logger, Exception exception, string symbol, string command);

    [LoggerMessage(EventId = 4013, Level = LogLevel.Warning,
        Message = "{Symbol}: {Command} is not answered {Grace} after events proved it carried out; they stand for the answer")]
    public static partial void AnsweredByEvents(this ILogger logger, string symbol, string command, TimeSpan grace);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning,
        Message = "The market of {Symbol} cannot be reached; its position goes on without prices until it can")]
    public static partial void MarketUnreachable(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4006, Level = LogLevel.Warning,
        Message = "Removing the reminders of the flat position {Symbol} failed; they will be removed when they come")]
    public static partial void RemindersNotRemoved(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4007, Level = LogLevel.Warning,
        Message = "{Symbol}: the fleet cannot be asked whether entries are allowed; nothing is entered until it can")]
    public static partial void FleetNotAsked(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4008, Level = LogLevel.Warning,
        Message = "{Symbol}: the portfolio cannot be asked; nothing is entered until it can")]
    public static partial void PortfolioNotAsked(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4009, Level = LogLevel.Warning,
        Message = "{Symbol}: account {Account} cannot be asked; what other symbols owe is taken from its last answer")]
    public static partial void AccountNotAsked(this ILogger logger, Exception exception, string symbol, string account);

    [LoggerMessage(EventId = 4010, Level = LogLevel.Warning,
        Message = "{Symbol}: account {Account} did not take the report of its debt; it is sent again")]
    public static partial void DebtNotReported(this ILogger logger, Exception exception, string symbol, string account);

    [LoggerMessage(EventId = 4011, Level = LogLevel.Error,
        Message = "{Symbol}: account {Account} gave no answer to {Command}; its outcome is unknown and will be looked up")]
    public static partial void LoanSilent(this ILogger logger, Exception exception, string symbol, string account, string command);

    [LoggerMessage(EventId = 4012, Level = LogLevel.Warning,
        Message = "{Symbol}: the events of wallet {Wallet} cannot be asked for; the sweep asks again, looks find what has changed")]
    public static partial void WalletNotAsked(this ILogger logger, Exception exception, string symbol, string wallet);

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error,
        Message = "Storing what {Source} has read failed; the batch has to be sent again")]
    public static partial void IngestWriteFailed(this ILogger logger, Exception exception, string source);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Warning,
        Message = "The position of {Symbol} did not take the price it had asked to watch; the next price repeats the call")]
    public static partial void WatchCallFailed(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4301, Level = LogLevel.Error,
        Message = "The position of {Symbol} cannot be reached: {Problem}")]
    public static partial void PositionUnreachable(this ILogger logger, string symbol, string problem);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Information,
        Message = "The position of {Symbol} can be reached again")]
    public static partial void PositionReachable(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 4303, Level = LogLevel.Error,
        Message = "Storing the roster failed; it will be read again")]
    public static partial void FleetWriteFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4304, Level = LogLevel.Information,
        Message = "{Count} flat position(s) moved to silos that own fewer; owned now: {Owned}")]
    public static partial void PositionsSpread(this ILogger logger, int count, IReadOnlyDictionary<SiloAddress, int> owned);

    [LoggerMessage(EventId = 4305, Level = LogLevel.Warning,
        Message = "The positions could not be spread over the silos; the next sweep tries again")]
    public static partial void PositionsNotSpread(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4501, Level = LogLevel.Error,
        Message = "{Symbol}: writing trade {TradeKey} into the ledger failed; it stays with the position and is delivered again")]
    public static partial void LedgerWriteFailed(this ILogger logger, Exception exception, string symbol, string tradeKey);

    [LoggerMessage(EventId = 4502, Level = LogLevel.Warning,
        Message = "{Symbol}: trade {TradeKey} is not taken up; it stays with the position and is delivered again. Trading goes on")]
    public static partial void TradeNotDelivered(this ILogger logger, Exception exception, string symbol, string tradeKey);

    [LoggerMessage(EventId = 4503, Level = LogLevel.Information,
        Message = "{Symbol}: trade {TradeKey} is taken up after {Attempts} attempts")]
    public static partial void TradeDeliveredLate(this ILogger logger, string symbol, string tradeKey, int attempts);

    [LoggerMessage(EventId = 4304, Level = LogLevel.Warning,
        Message = "Shutdown: the position of {Symbol} did not answer; it is asked again")]
    public static partial void ShutdownCallFailed(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4401, Level = LogLevel.Error,
        Message = "Storing the books of account {Account} failed; they will be read again")]
    public static partial void AccountWriteFailed(this ILogger logger, Exception exception, string account);

    [LoggerMessage(EventId = 4402, Level = LogLevel.Error,
        Message = "The events of wallet {Wallet} broke off; they are followed anew")]
    public static partial void WalletEventsFailed(this ILogger logger, Exception exception, string wallet);

    [LoggerMessage(EventId = 4403, Level = LogLevel.Warning,
        Message = "The fleet cannot name the symbols of wallet {Wallet}; it is asked again, those that are known look now")]
    public static partial void WalletRosterUnknown(this ILogger logger, Exception exception, string wallet);

    [LoggerMessage(EventId = 4404, Level = LogLevel.Warning,
        Message = "{Symbol}: a report of an order was not taken; the position is told to look until it answers")]
    public static partial void ReportNotTaken(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4405, Level = LogLevel.Warning,
        Message = "{Symbol}: more than {Capacity} reports wait for its position; it is told to look instead")]
    public static partial void ReportsReplaced(this ILogger logger, string symbol, int capacity);

    [LoggerMessage(EventId = 4406, Level = LogLevel.Information,
        Message = "Wallet {Wallet} is not followed any more: nothing is traded on it")]
    public static partial void WalletLeft(this ILogger logger, string wallet);

    [LoggerMessage(EventId = 4601, Level = LogLevel.Error,
        Message = "Storing the portfolio failed; it will be read again")]
    public static partial void PortfolioWriteFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4602, Level = LogLevel.Warning,
        Message = "The position of {Symbol} cannot be asked for trade {TradeKey}; its place in the portfolio stays taken")]
    public static partial void ReservationNotChecked(this ILogger logger, Exception exception, string symbol, string tradeKey);
}
