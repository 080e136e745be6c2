using Executor.Core.Exchange;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Exchange;

/// <summary>Sends a request and answers within a fixed time, whatever the exchange does. One request at a time.</summary>
internal sealed class ExchangeCaller(IExchange exchange, TimeProvider clock, TimeSpan timeout, ILogger logger)
{
    /// <summary>How long an answer may lag behind the events that prove it: it is the better account, with all executions in one. An entry that has
    /// filled is under no stop meanwhile.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private RequestInFlight? _inFlight;

    /// <summary>
    /// The reply, or what events proved it to be when it lags behind them; <see cref="ExchangeReply.Unknown"/> for a time-out, a cancellation or any
    /// exception: the request may have been carried out.
    /// </summary>
    public async Task<ExchangeReply> SendAsync(ExchangeCommand command)
    {
        var answer = CarryAsync(command);
        if (command is ExchangeCommand.Inspect)
            return await answer;

        var request = _inFlight = new RequestInFlight(command);
        try
        {
            if (await Task.WhenAny(answer, request.Proven) == answer || await IsInTimeAsync(answer))
                return await answer;
            logger.AnsweredByEvents(command.Symbol, command.GetType().Name, Grace);
            return request.Answer;
        }
        finally
        {
            _inFlight = null;
        }
    }

    /// <summary>An event tells of an order; it may be one of the request that is under way.</summary>
    public void Notice(OrderReport report) => _inFlight?.Notice(report);

    private async Task<bool> IsInTimeAsync(Task answer)
    {
        using var over = new CancellationTokenSource();
        var isInTime = await Task.WhenAny(answer, Task.Delay(Grace, clock, over.Token)) == answer;
        await over.CancelAsync();
        return isInTime;
    }

    private async Task<ExchangeReply> CarryAsync(ExchangeCommand command)
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
