using System.Collections.Immutable;
using System.Diagnostics;
using Executor.Core.Market;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Market;

/// <summary>Reads candles that no connection has told.</summary>
internal sealed class KlineReads(BinanceClient client)
{
    /// <summary>Rows of one answer at most.</summary>
    public const int MostRows = 1000;

    /// <summary>Minutes that began at or after <paramref name="since"/>, in the order of time, the present one included.</summary>
    /// <param name="symbol">Traded pair.</param>
    /// <param name="since">Begin of the first minute; null: the present minute alone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StreamException">There is no answer, or none that is understood.</exception>
    public async Task<ImmutableArray<Bar>> ReadAsync(string symbol, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var parameters = new RequestParameters().Add("symbol", symbol).Add("interval", "1m").Add("startTime", since).Add("limit", since is null ? 1L : MostRows);
        var answer = await client.SendAsync(new ApiRequest(SpotEndpoints.Klines, parameters, RequestLane.Query), cancellationToken).ConfigureAwait(false);
        try
        {
            return answer switch
            {
                ApiAnswer.Success success => KlineRow.ReadAll(success.Body),
                ApiAnswer.Failed failed => throw new StreamException($"{failed.Message} ({failed.Code})"),
                ApiAnswer.Silent silent => throw new StreamException(silent.Reason),
                _ => throw new UnreachableException($"{answer.GetType().Name} is not an answer."),
            };
        }
        catch (WireException exception)
        {
            throw new StreamException($"the answer is not understood: {exception.Message}");
        }
    }
}
