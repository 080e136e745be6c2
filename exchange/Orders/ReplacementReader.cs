using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Orders;

/// <summary>
/// Reads the answers to cancelReplace. Each half has its own result; a half that failed in a way that proves nothing makes the whole unknown.
/// Source: Binance spot API, cancelReplace.
/// </summary>
internal static class ReplacementReader
{
    private const string Success = "SUCCESS";
    private const string Failure = "FAILURE";
    private const string NotAttempted = "NOT_ATTEMPTED";

    /// <summary>The answer when both halves succeeded.</summary>
    public static ExchangeReply Replaced(OrderReader reader, ReadOnlyMemory<byte> body, ExchangeCommand.Replace command)
    {
        var answer = WireJson.Read(body.Span, WireJson.Default.WireReplacement);
        if (answer is not { CancelResult: Success, NewOrderResult: Success, CancelResponse: { } cancelled, NewOrderResponse: { } placed })
        {
            throw new WireException($"cancel '{answer.CancelResult}' and new order '{answer.NewOrderResult}' under HTTP 200");
        }

        var report = reader.Read(WireJson.Read(placed, WireJson.Default.WireOrder));
        return report.ClientOrderId == command.Order.ClientOrderId
            ? new ExchangeReply.Accepted(Cancelled(reader, cancelled, command).Add(report))
            : throw new WireException($"the answer does not show '{command.Order.ClientOrderId}'");
    }

    /// <summary>The answer under -2021 or -2022.</summary>
    public static ExchangeReply Failed(OrderReader reader, ApiAnswer.Failed failed, ExchangeCommand.Replace command)
    {
        if (failed.Body.IsEmpty || WireJson.Read(failed.Body.Span, WireJson.Default.WireReplacement).Data is not { } data)
        {
            return failed.Code == ErrorCodes.CancelReplaceFailed
                ? new ExchangeReply.Rejected(failed.Code, failed.Message)
                : throw new WireException("-2021 does not say which half failed");
        }

        switch (data.CancelResult, data.NewOrderResult)
        {
            case (Failure, NotAttempted or Failure) when Proven(data.CancelResponse, failed.Status) is not null && IsProven(data, failed.Status):
                return new ExchangeReply.Rejected(failed.Code, failed.Message);
            case (Success, Failure) when Proven(data.NewOrderResponse, failed.Status) is { Code: { } code } refused && data.CancelResponse is { } cancelled:
                return new ExchangeReply.HalfReplaced(Cancelled(reader, cancelled, command), code, refused.Message ?? "");
            default:
                return new ExchangeReply.Unknown($"cancel {data.CancelResult ?? "?"} and new order {data.NewOrderResult ?? "?"}, one of them without proof");
        }
    }

    private static System.Collections.Immutable.ImmutableArray<OrderReport> Cancelled(OrderReader reader, JsonElement cancelled, ExchangeCommand.Replace command) =>
        reader.ReadAll(WireJson.Read(cancelled, WireJson.Default.WireOrder), PlacementReader.NameOf(command.Cancelled));

    private static bool IsProven(WireReplacement data, int status) => data.NewOrderResult == NotAttempted || Proven(data.NewOrderResponse, status) is not null;

    /// <summary>The refusal, if it proves that this half was not carried out.</summary>
    private static WireError? Proven(JsonElement? half, int status) =>
        half is { ValueKind: JsonValueKind.Object } element
        && WireJson.Read(element, WireJson.Default.WireError) is { Code: < 0 } error
        && ErrorTable.Of(error.Code, status).ProvesNothingHappened()
            ? error
            : null;
}
