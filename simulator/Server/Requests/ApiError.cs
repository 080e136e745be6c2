using Executor.Core.Exchange;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Requests;

/// <summary>A refusal in the exchange's words.</summary>
/// <param name="Status">HTTP status, also that of the WebSocket API.</param>
/// <param name="Code">Below 0.</param>
/// <param name="Message">Text.</param>
public sealed record ApiError(int Status, int Code, string Message)
{
    private const string DecimalRange = @"^([0-9]{1,20})(\.[0-9]{1,20})?$";

    public static readonly ApiError BadKeyFormat = new(401, -2014, "API-key format invalid.");
    public static readonly ApiError KeyOrPermissions = new(401, -2015, "Invalid API-key, IP, or permissions for action.");
    public static readonly ApiError UnknownKey = new(401, -2008, "Invalid Api-Key ID.");
    public static readonly ApiError BadSignature = new(400, -1022, "Signature for this request is not valid.");
    public static readonly ApiError TooOld = new(400, -1021, "Timestamp for this request is outside of the recvWindow.");
    public static readonly ApiError TooNew = new(400, -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    public static readonly ApiError RecvWindowTooLarge = new(400, -1131, "recvWindow must be less than 60000");
    public static readonly ApiError DuplicateParameter = new(400, -1101, "Duplicate values for a parameter detected.");
    public static readonly ApiError InvalidSymbol = new(400, -1121, "Invalid symbol.");
    public static readonly ApiError InvalidSide = new(400, -1117, "Invalid side.");
    public static readonly ApiError InvalidOrderType = new(400, -1116, "Invalid orderType.");
    public static readonly ApiError InvalidTimeInForce = new(400, -1115, "Invalid timeInForce.");
    public static readonly ApiError InvalidInterval = new(400, -1120, "Invalid interval.");
    public static readonly ApiError BadCombination = new(400, -1128, "Combination of optional parameters invalid.");
    public static readonly ApiError NoSuchOrder = new(400, -2013, "Order does not exist.");
    public static readonly ApiError UnknownOrder = new(400, -2011, "Unknown order sent.");
    public static readonly ApiError NotSupported = new(405, -1020, "This operation is not supported.");
    public static readonly ApiError Overloaded = new(503, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.");
    public static readonly ApiError Timeout =
        new(503, -1007, "Timeout waiting for response from backend server. Send status unknown; execution status unknown.");
    public static readonly ApiError UnexpectedResponse =
        new(503, -1006, "An unexpected response was received from the message bus. Execution status unknown.");
    public static readonly ApiError Unknown = new(500, -1000, "An unknown error occurred while processing the request.");

    /// <summary>Earliest time for another try; null where none is told.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The nested result of a cancelReplace; null for all others.</summary>
    public Action<WireWriter>? Data { get; init; }

    public static ApiError Missing(string parameter) =>
        new(400, -1102, $"Mandatory parameter '{parameter}' was not sent, was empty/null, or malformed.");

    public static ApiError NeitherOf(string first, string second) =>
        new(400, -1102, $"Param '{first}' or '{second}' must be sent, but both were empty/null!");

    public static ApiError Empty(string parameter) => new(400, -1105, $"Parameter '{parameter}' was empty.");

    public static ApiError NotRequired(string parameter) => new(400, -1106, $"Parameter '{parameter}' sent when not required.");

    public static ApiError Illegal(string parameter, string range = DecimalRange) =>
        new(400, -1100, $"Illegal characters found in parameter '{parameter}'; legal range is '{range}'.");

    public static ApiError Unread(int read, int sent) =>
        new(400, -1104, $"Not all sent parameters were read; read '{read}' parameter(s) but was sent '{sent}'.");

    public static ApiError Invalid(string parameter) => new(400, -1130, $"Data sent for parameter '{parameter}' is not valid.");

    public static ApiError TooManyHours(int hours) => new(400, -1127, $"More than {hours} hours between startTime and endTime.");

    /// <summary>A refusal of the engine.</summary>
    public static ApiError Of(ExchangeReply.Rejected refused) => Of(refused.Code, refused.Message);

    /// <inheritdoc cref="Of(ExchangeReply.Rejected)"/>
    public static ApiError Of(int code, string message) => new(code switch { -1015 or -1003 => 429, _ => 400 }, code, message);

    /// <summary>The body.</summary>
    public byte[] ToJson()
    {
        using var writer = new WireWriter();
        writer.Fields(() => Write(writer));
        return writer.ToArray();
    }

    /// <summary>Code, text and nested result, inside an object.</summary>
    public void Write(WireWriter writer)
    {
        writer.Json.WriteNumber("code", Code);
        writer.Text("msg", Message);
        Data?.Invoke(writer);
    }
}
