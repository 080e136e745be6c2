using System.Text.Json.Serialization.Metadata;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Inspection;

/// <summary>The single reads of one look, all of one wallet.</summary>
internal sealed class LookReads(BinanceClient client, RequestLane lane, string symbol, TradingAccount account, CancellationToken cancellationToken)
{
    public RequestLane Lane => lane;

    public string Symbol => symbol;

    public TradingAccount Account => account;

    /// <summary>Parameters that name the symbol and the wallet.</summary>
    public RequestParameters OfSymbol() => new RequestParameters().Add("symbol", symbol).AddIsIsolated(account);

    /// <summary>The spot or the margin form of a call.</summary>
    public ApiEndpoint Pick(ApiEndpoint spot, ApiEndpoint margin) => account.IsMargin() ? margin : spot;

    /// <summary>What the exchange answers.</summary>
    /// <exception cref="NoAnswerException">It did not, or with an error: whatever it was, it says nothing about the orders.</exception>
    /// <exception cref="WireException">The answer is not understood.</exception>
    public async Task<T> ReadAsync<T>(ApiEndpoint endpoint, RequestParameters parameters, JsonTypeInfo<T> type)
        where T : class =>
        await TryReadAsync(endpoint, parameters, type).ConfigureAwait(false) ?? throw new NoAnswerException($"{endpoint.Name}: no such order");

    /// <summary>As <see cref="ReadAsync"/>; null when the exchange knows no such order.</summary>
    public async Task<T?> TryReadAsync<T>(ApiEndpoint endpoint, RequestParameters parameters, JsonTypeInfo<T> type)
        where T : class =>
        await client.SendAsync(new ApiRequest(endpoint, parameters, lane), cancellationToken).ConfigureAwait(false) switch
        {
            ApiAnswer.Success success => WireJson.Read(success.Body.Span, type),
            ApiAnswer.Failed { Code: ErrorTable.NoSuchOrder or ErrorTable.Archived } => null,
            ApiAnswer.Failed failed => throw new NoAnswerException($"{endpoint.Name}: {failed.Message} ({failed.Code})"),
            ApiAnswer.Silent silent => throw new NoAnswerException($"{endpoint.Name}: {silent.Reason}"),
            var other => throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} is not an answer."),
        };
}
