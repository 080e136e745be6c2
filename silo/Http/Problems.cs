using Executor.Silo.Hosting;

namespace Executor.Silo.Http;

/// <summary>Refusals as RFC 9457 problem documents: what happened, and what to do.</summary>
internal static class Problems
{
    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "Bad request", detail);

    public static IResult NoKey() => Of(
        StatusCodes.Status401Unauthorized, "Operator key required", $"Send the operator key in the header {OperatorKeyGuard.Header}.");

    public static IResult ForeignSite(string detail) => Of(StatusCodes.Status403Forbidden, "Foreign site", detail);

    public static IResult UnknownSymbol(string symbol, Roster roster) => Of(
        StatusCodes.Status404NotFound, "Unknown symbol",
        $"{symbol} is not traded here; traded are {Traded(roster)}.");

    public static IResult Leaving(string symbol, Roster roster) => Of(
        StatusCodes.Status404NotFound, "Unknown symbol",
        $"{symbol} was taken out of the roster: its position is managed until it is flat, and no signal is acted on. Traded are {Traded(roster)}.");

    public static IResult NotAdded(string symbol, IEnumerable<string> problems) => Of(
        StatusCodes.Status422UnprocessableEntity, "Symbol not added", $"{symbol} is not added, and nothing was changed: {string.Join(" ", problems)}");

    public static IResult UnknownMessage(string id) => Of(
        StatusCodes.Status404NotFound, "Unknown message", $"The outbox has no message '{id}': it was sent, or it never was there.");

    public static IResult NoReport(Exception exception) => Of(
        StatusCodes.Status503ServiceUnavailable, "Ledger not read", $"The trades could not be read: {exception.Message}");

    public static IResult TooLarge(int limit) => Of(
        StatusCodes.Status413PayloadTooLarge, "Body too large", $"At most {limit} bytes are taken; send several requests.");

    public static IResult TooManyLines(int lines, int limit) => Of(
        StatusCodes.Status413PayloadTooLarge, "Too many lines", $"The body has {lines} lines; at most {limit} are taken, so send several requests.");

    public static IResult NotReached(string symbol, Exception exception) => Of(
        StatusCodes.Status503ServiceUnavailable, "Position not reached", $"The position of {symbol} did not answer: {exception.Message}");

    public static IResult FleetNotReached(Exception exception) => Of(
        StatusCodes.Status503ServiceUnavailable, "Fleet not reached",
        $"The fleet did not answer: {exception.Message} What was asked for may have happened; ask again, it happens once.");

    public static IResult NotOpenYet(string symbol, string closed) => Of(
        StatusCodes.Status503ServiceUnavailable, "Not open yet", $"Signals for {symbol} cannot be judged yet: {closed}. Send them again later.");

    public static IResult NotTaken(string symbol, Exception exception) => Of(
        StatusCodes.Status503ServiceUnavailable, "Signals not taken",
        $"Not every signal for {symbol} was answered: {exception.Message} Send all of them again; those that were taken get their first answer.");

    private static string Traded(Roster roster) => string.Join(", ", roster.Now.Members.Where(member => member.Membership != Membership.Leaving).Select(member => member.Symbol));

    private static IResult Of(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);
}
