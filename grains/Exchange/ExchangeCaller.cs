using Executor.Core.Exchange;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Exchange;

/// <summary>Sends a request and answers within a fixed time, whatever the exchange does.</summary>
internal sealed class ExchangeCaller(IExchange exchange, TimeProvider clock, TimeSpan timeout, ILogger logger)
{
    /// <summary>
    /// The reply; <see cref="ExchangeReply.Unknown"/> for a time-out, a cancellation or any exception: the request may have been carried out.
    /// </summary>
    public async Task<ExchangeReply> SendAsync(ExchangeCommand command)
    {
        using var deadline = new CancellationTokenSource(timeout, clock);
        try
        {
            // The wait ends at the deadline even if the callee does not look at its token.
            return await exchange.ExecuteAsync(command, deadline.Token).AsTask().WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            logger.ExchangeSilent(command.Symbol, command.GetType().Name, timeout);
            return new ExchangeReply.Unknown($"no answer within {timeout}");
        }
        catch (Exception exception) // the port promises values; whatever breaks the promise leaves the outcome open, it does not settle it
        {
            logger.ExchangeThrew(exception, command.Symbol, command.GetType().Name);
            return new ExchangeReply.Unknown($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
