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
            throw new WireException($"cancel '{Shown(answer.CancelResult)}' and new order '{Shown(answer.NewOrderResult)}' under HTTP 200");
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

        switch (Half(data.CancelResult, data.CancelResponse, failed.Status), Half(data.NewOrderResult, data.NewOrderResponse, failed.Status))
        {
            case (HalfOutcome.NotDone, HalfOutcome.NotDone):
                return new ExchangeReply.Rejected(failed.Code, failed.Message);
            case (HalfOutcome.Done, HalfOutcome.NotDone) when data.CancelResponse is { } cancelled:
                var (code, message) = ErrorIn(data.NewOrderResponse) is { Code: { } inner } error ? (inner, ShownText.Of(error.Message)) : (failed.Code, failed.Message);
                return new ExchangeReply.HalfReplaced(Cancelled(reader, cancelled, command), code, message);
            default:
                // Also a new order beside an old one that was not cancelled, which the mode that is sent rules out.
                return new ExchangeReply.Unknown($"cancel {Shown(data.CancelResult)} and new order {Shown(data.NewOrderResult)}, one of them without proof");
        }
    }

    private static System.Collections.Immutable.ImmutableArray<OrderReport> Cancelled(OrderReader reader, JsonElement cancelled, ExchangeCommand.Replace command) =>
        reader.ReadAll(WireJson.Read(cancelled, WireJson.Default.WireOrder), PlacementReader.NameOf(command.Cancelled));

    /// <summary>The result's word counts; only an error beside it that leaves the outcome open takes it back.</summary>
    private static HalfOutcome Half(string? result, JsonElement? response, int status) => result switch
    {
        Success => HalfOutcome.Done,
        NotAttempted => HalfOutcome.NotDone,
        Failure when ErrorIn(response) is { } error => ErrorTable.Of(error.Code, status).ProvesNothingHappened() ? HalfOutcome.NotDone : HalfOutcome.Open,
        Failure when response is null or { ValueKind: JsonValueKind.Null } => HalfOutcome.NotDone,
        _ => HalfOutcome.Open,
    };

    private static WireError? ErrorIn(JsonElement? half) =>
        half is { ValueKind: JsonValueKind.Object } element && WireJson.Read(element, WireJson.Default.WireError) is { Code: < 0 } error ? error : null;

    private static string Shown(string? result) => result is null ? "?" : ShownText.Of(result, 20);

    private enum HalfOutcome
    {
        Done,
        NotDone,
        Open,
    }
}
