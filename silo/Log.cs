using Executor.Core.Exchange;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;

namespace Executor.Silo;

// 4000 journal, 4050 webhooks, 4100 intake, 4200 paper market, 4300 host
internal static partial class Log
{
    [LoggerMessage(EventId = 4000, Level = LogLevel.Error, Message = "{Lost} journal events were not written: the journal file is too slow. The newest 48 of each position are in the grain storage")]
    public static partial void JournalEventsLost(this ILogger logger, long lost);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "The journal file {Path} cannot be written; trading goes on, the newest 48 events of each position are in the grain storage")]
    public static partial void JournalFileFailed(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "The journal file {Path} can be written again")]
    public static partial void JournalFileRecovered(this ILogger logger, string path);

    [LoggerMessage(EventId = 4050, Level = LogLevel.Information, Message = "Events are sent to {Target}")]
    public static partial void WebhooksOn(this ILogger logger, WebhookTarget target);

    [LoggerMessage(EventId = 4051, Level = LogLevel.Warning, Message = "{Target} does not take events: {Problem}. They wait in the outbox and are sent again; trading goes on")]
    public static partial void WebhookFailed(this ILogger logger, WebhookTarget target, string problem);

    [LoggerMessage(EventId = 4052, Level = LogLevel.Warning, Message = "{Target} takes events again")]
    public static partial void WebhookRecovered(this ILogger logger, WebhookTarget target);

    [LoggerMessage(EventId = 4053, Level = LogLevel.Error, Message = "Event {Id} ({Event}) is given up after {Attempts} attempt(s): {Problem}. GET /outbox shows it, POST /outbox/{Id}/retry sends it again")]
    public static partial void WebhookGivenUp(this ILogger logger, string id, string @event, int attempts, string problem);

    [LoggerMessage(EventId = 4054, Level = LogLevel.Error, Message = "{Dropped} events were taken out of the outbox unsent: it holds {Capacity} at most")]
    public static partial void WebhooksDropped(this ILogger logger, int dropped, int capacity);

    [LoggerMessage(EventId = 4055, Level = LogLevel.Error, Message = "{Lost} events did not get into the outbox: it could not be written for too long. They are in the journal")]
    public static partial void WebhooksLost(this ILogger logger, long lost);

    [LoggerMessage(EventId = 4056, Level = LogLevel.Error, Message = "The outbox cannot be used; trading goes on, events wait until it can")]
    public static partial void OutboxFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4100, Level = LogLevel.Information, Message = "{Symbol}: following signals in {Path}")]
    public static partial void SignalLogFollowed(this ILogger logger, string symbol, string path);

    [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "{Symbol}: {Count} signals that stood in the log are marked as seen and not acted on")]
    public static partial void SignalsMarkedSeen(this ILogger logger, string symbol, int count);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "{Symbol}: line {Line} of {Path} is not an event: {Reason}")]
    public static partial void SignalLineInvalid(this ILogger logger, string symbol, string path, long line, string reason);

    [LoggerMessage(EventId = 4103, Level = LogLevel.Error, Message = "{Symbol}: signals cannot be handed over; they are kept and offered again until they are taken")]
    public static partial void IngestFailed(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4104, Level = LogLevel.Warning, Message = "{Symbol}: signals are taken again")]
    public static partial void IngestRecovered(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 4110, Level = LogLevel.Warning, Message = "{Path} was rotated; the old file was read to its end: {OldWasFinished}")]
    public static partial void FileRotated(this ILogger logger, string path, bool oldWasFinished);

    [LoggerMessage(EventId = 4111, Level = LogLevel.Warning, Message = "{Path} was truncated below byte {Offset}; reading it from its start")]
    public static partial void FileTruncated(this ILogger logger, string path, long offset);

    [LoggerMessage(EventId = 4112, Level = LogLevel.Error, Message = "ALARM: the line of {Length} bytes at byte {Offset} of {Path} is above the limit and was left out")]
    public static partial void LineTooLong(this ILogger logger, string path, long offset, long length);

    [LoggerMessage(EventId = 4113, Level = LogLevel.Error, Message = "{Path} cannot be read: {Problem} Trying again until it can")]
    public static partial void FileUnreadable(this ILogger logger, string path, string problem);

    [LoggerMessage(EventId = 4120, Level = LogLevel.Information, Message = "{Symbol}: following the feed {Path}; {Rows} rows, the newest of {Newest:u}")]
    public static partial void FeedFollowed(this ILogger logger, string symbol, string path, int rows, DateTimeOffset newest);

    [LoggerMessage(EventId = 4121, Level = LogLevel.Warning, Message = "{Symbol}: the feed {Path} has no rows yet; signals wait for the first")]
    public static partial void FeedEmpty(this ILogger logger, string symbol, string path);

    [LoggerMessage(EventId = 4122, Level = LogLevel.Error, Message = "{Symbol}: no row of {Path} is used: {Problem}. Waiting for another file")]
    public static partial void FeedHeaderWrong(this ILogger logger, string symbol, string path, string problem);

    [LoggerMessage(EventId = 4123, Level = LogLevel.Warning, Message = "{Symbol}: line {Line} of {Path} is not a row: {Reason}")]
    public static partial void FeedRowRefused(this ILogger logger, string symbol, string path, long line, string reason);

    [LoggerMessage(EventId = 4124, Level = LogLevel.Warning, Message = "{Symbol}: line {Line} of {Path} is left out: its time {Time:u} is not after {Newest:u}")]
    public static partial void FeedRowLate(this ILogger logger, string symbol, string path, long line, DateTimeOffset time, DateTimeOffset newest);

    [LoggerMessage(EventId = 4130, Level = LogLevel.Error, Message = "{Symbol}: {Work} failed and is begun again")]
    public static partial void SymbolWorkFailed(this ILogger logger, Exception exception, string symbol, string work);

    [LoggerMessage(EventId = 4200, Level = LogLevel.Information, Message = "{Symbol}: paper market open at {Price}, tick {Tick}, lot step {LotStep}")]
    public static partial void PaperMarketOpened(this ILogger logger, string symbol, decimal price, decimal tick, decimal lotStep);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Warning, Message = "{Symbol}: a quote was not taken")]
    public static partial void QuoteNotTaken(this ILogger logger, Exception exception, string symbol);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Warning, Message = "{Symbol}: the update of order {ClientOrderId} to {Status} was not taken; the reconciliation will find it")]
    public static partial void OrderUpdateNotTaken(this ILogger logger, Exception exception, string symbol, string clientOrderId, OrderStatus status);

    [LoggerMessage(EventId = 4210, Level = LogLevel.Information, Message = "{Symbol}: following the market of {Market}; the newest minute ends at {Newest:u}")]
    public static partial void MarketFollowed(this ILogger logger, string symbol, string market, DateTimeOffset newest);

    [LoggerMessage(EventId = 4211, Level = LogLevel.Warning, Message = "{Symbol}: the market is silent: {Reason}. Its prices are old until it speaks again; orders on the exchange stand")]
    public static partial void MarketSilent(this ILogger logger, string symbol, string reason);

    [LoggerMessage(EventId = 4212, Level = LogLevel.Information, Message = "{Symbol}: the market speaks again")]
    public static partial void MarketHeard(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 4310, Level = LogLevel.Error,
        Message = "The states could not be copied to {Path}; the shutdown goes on")]
    public static partial void BackupFailed(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = 4311, Level = LogLevel.Error,
        Message = "A flag file could not be obeyed; it is tried again every second until it can")]
    public static partial void FlagNotObeyed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4312, Level = LogLevel.Error,
        Message = "{Path} has been obeyed and cannot be removed; remove it, or the next start obeys it again")]
    public static partial void FlagNotRemoved(this ILogger logger, Exception exception, string path);

    [LoggerMessage(EventId = 4300, Level = LogLevel.Warning, Message = "{Problem}")]
    public static partial void SettingWithoutEffect(this ILogger logger, string problem);

    [LoggerMessage(EventId = 4301, Level = LogLevel.Error, Message = "{Symbol}: the position cannot be reached: {Problem}")]
    public static partial void PositionNotReached(this ILogger logger, string symbol, string problem);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Error, Message = "The fleet cannot be called; trying again")]
    public static partial void FleetNotReached(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4304, Level = LogLevel.Warning, Message = "{Silos} leaves the cluster; calling all {Count} positions, so that none stays without an owner")]
    public static partial void SiloLeft(this ILogger logger, string silos, int count);

    [LoggerMessage(EventId = 4305, Level = LogLevel.Error, Message = "{Name} cannot be called after a silo has left; its reminders call it again")]
    public static partial void NotTakenOver(this ILogger logger, Exception exception, string name);

    [LoggerMessage(EventId = 4320, Level = LogLevel.Warning, Message = "The store of positions has not answered for {Seconds:0.0} s ({Problem}), and no other silo is known to have reached it all that time; nothing is sent until it answers")]
    public static partial void StoreSilent(this ILogger logger, double seconds, string problem);

    [LoggerMessage(EventId = 4323, Level = LogLevel.Information, Message = "The store of positions answers again, after {Seconds:0.0} s")]
    public static partial void StoreAnswersAgain(this ILogger logger, double seconds);

    [LoggerMessage(EventId = 4321, Level = LogLevel.Critical, Message = "The store of positions has not answered for {Seconds:0.0} s ({Problem}), and another silo has reached it all that time. This silo ends, so that the others take over its positions")]
    public static partial void StoreLostHereAlone(this ILogger logger, double seconds, string problem);

    [LoggerMessage(EventId = 4322, Level = LogLevel.Warning, Message = "{Silo} does not say whether it reaches the store of positions: {Problem}")]
    public static partial void WitnessSilent(this ILogger logger, SiloAddress silo, string problem);

    [LoggerMessage(EventId = 4306, Level = LogLevel.Warning, Message = "The market of {Market} has lost its bars and cannot be told again; its next minute tries")]
    public static partial void HistoryNotRepeated(this ILogger logger, Exception exception, string market);

    [LoggerMessage(EventId = 4307, Level = LogLevel.Warning, Message = "{Symbol} is traded from now on")]
    public static partial void SymbolJoined(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 4308, Level = LogLevel.Warning, Message = "{Symbol} is taken out of the roster: nothing is entered, and its position is managed until it is flat")]
    public static partial void SymbolLeaves(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 4309, Level = LogLevel.Information, Message = "{Symbol} has left the roster; nobody works for it any more")]
    public static partial void SymbolForgotten(this ILogger logger, string symbol);

    [LoggerMessage(EventId = 4313, Level = LogLevel.Warning, Message = "{Symbol} is not traded: {By} has taken it out of the roster at run time ({Reason}). 'roster add {Symbol}' brings it back")]
    public static partial void SymbolOut(this ILogger logger, string symbol, string by, string reason);

    [LoggerMessage(EventId = 4314, Level = LogLevel.Error, Message = "{Symbol} is on the roster and its settings cannot be read here: {Problem}. A position that this silo comes to own cannot be managed; start it with the settings that the others have")]
    public static partial void SymbolUnreadable(this ILogger logger, string symbol, string problem);

    [LoggerMessage(EventId = 4315, Level = LogLevel.Warning, Message = "{Symbol} shares an input with another symbol ({Problem}). Its bars are those of its own market on the exchange, and it has no signal log; give it files of its own")]
    public static partial void SymbolShares(this ILogger logger, string symbol, string problem);

    [LoggerMessage(EventId = 4324, Level = LogLevel.Information, Message = "The rules of the roster cannot be read ahead ({Problem}); the first position here reads them")]
    public static partial void RulesNotPrepared(this ILogger logger, string problem);

    [LoggerMessage(EventId = 4303, Level = LogLevel.Information, Message = "All positions answered; ready")]
    public static partial void Ready(this ILogger logger);

    /// <summary>Says what happened to a followed file.</summary>
    public static void Tell(this ILogger logger, TailNotice notice, string path)
    {
        switch (notice)
        {
            case TailNotice.Rotated rotated:
                logger.FileRotated(path, rotated.OldWasFinished);
                break;
            case TailNotice.Truncated truncated:
                logger.FileTruncated(path, truncated.OldOffset);
                break;
            case TailNotice.LineTooLong tooLong:
                logger.LineTooLong(path, tooLong.Offset, tooLong.Length);
                break;
            case TailNotice.Unreadable unreadable:
                logger.FileUnreadable(path, unreadable.Problem);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{notice.GetType()} is not known.");
        }
    }
}
