using System.Diagnostics;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Account;

/// <summary>Fetches the tokens by which margin wallets are listened to. A token is a secret.</summary>
internal sealed class ListenTokens(BinanceClient client)
{
    /// <summary>A new token of a margin wallet, or why there is none.</summary>
    public async Task<(string? Token, StreamEnd? Failure)> CreateAsync(Wallet wallet, CancellationToken cancellationToken)
    {
        var parameters = new RequestParameters()
            .Add("isIsolated", wallet.Account == TradingAccount.IsolatedMargin ? "true" : "false")
            .Add("symbol", wallet.Symbol);
        var answer = await client.SendAsync(new ApiRequest(MarginEndpoints.ListenToken, parameters, RequestLane.Protective), cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            ApiAnswer.Success success => Read(success.Body.Span),
            ApiAnswer.Failed failed => (null, new StreamEnd(
                Refusals.Explain($"a listen token for {wallet}", failed.Code, failed.Status, failed.Message), Refusals.NeedsSomebody(failed.Verdict))),
            ApiAnswer.Silent silent => (null, new StreamEnd($"no listen token for {wallet}: {silent.Reason}")),
            _ => throw new UnreachableException($"{answer.GetType().Name} is not an answer."),
        };
    }

    private static (string? Token, StreamEnd? Failure) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return (WireText.Required(WireJson.Read(body, StreamJson.Default.WireListenToken).Token, "token"), null);
        }
        catch (WireException exception)
        {
            return (null, new StreamEnd($"the answer with the listen token is not understood: {exception.Message}"));
        }
    }
}
