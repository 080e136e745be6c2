using Microsoft.Extensions.Logging;

namespace Executor.Simulator.Server;

internal static partial class Log
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "{Endpoint} failed; the client got an unknown error")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Information, Message = "The venue is open: {Markets} markets, {Customers} customers, books {Books}")]
    public static partial void VenueOpened(this ILogger logger, int markets, int customers, string books);

    [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "A step of the markets and streams failed; the next one follows")]
    public static partial void StepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Error, Message = "A request of the control API failed")]
    public static partial void ControlFailed(this ILogger logger, Exception exception);
}
