using Executor.Exchange.Errors;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>The answer to a request on a connection.</summary>
/// <param name="Status">As HTTP counts them; 200 where the answer names none and carries no error.</param>
/// <param name="Code">Code of a refusal; 0 when there is none.</param>
/// <param name="Message">Its text; empty when there is none.</param>
/// <param name="RetryAt">When the exchange wants to be asked again, milliseconds since 1970-01-01 UTC; null when it does not say.</param>
/// <param name="Result">What it says, JSON; the whole message where it has no envelope.</param>
internal sealed record StreamAnswer(int Status, int Code, string Message, long? RetryAt, ReadOnlyMemory<byte> Result)
{
    private const int Ok = 200;

    /// <summary>True when the request was carried out.</summary>
    public bool IsSuccess => Status == Ok && Code == 0;

    /// <summary>What a refusal says about the request.</summary>
    public ErrorVerdict Verdict => ErrorTable.Of(Code, Status);

    /// <summary>The answer in <paramref name="frame"/>.</summary>
    /// <exception cref="WireException">Its error is not legible.</exception>
    public static StreamAnswer Of(in Frame frame)
    {
        // Without envelope, code and text stand at the top, and so do the fields of a result.
        var error = WireJson.Read(frame.Error.IsEmpty ? frame.Whole : frame.Error, StreamJson.Default.WireStreamError);
        var code = error.Code ?? 0;
        var status = Frame.Number(frame.Status) ?? (frame.Error.IsEmpty && code == 0 ? Ok : 400);
        var hasEnvelope = !frame.Result.IsEmpty || !frame.Id.IsEmpty;
        return new StreamAnswer(
            status is >= 0 and <= 999 ? (int)status : throw new WireException($"the status {status} is none"), code, ShownText.Of(error.Message), error.Data?.RetryAfter, (hasEnvelope ? frame.Result : frame.Whole).ToArray());
    }
}
