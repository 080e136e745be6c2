namespace Executor.Core.Exchange;

/// <summary>
/// The port to an exchange. One method for every request, so that recording, fault injection, budgets and telemetry are decorators of
/// one call.
/// </summary>
public interface IExchange
{
    /// <summary>
    /// Carries out <paramref name="command"/>. An outcome that is not certain is returned as <see cref="ExchangeReply.Unknown"/>,
    /// never thrown and never retried here.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled before the request left.</exception>
    ValueTask<ExchangeReply> ExecuteAsync(ExchangeCommand command, CancellationToken cancellationToken);

    /// <summary>Trading rules of <paramref name="symbol"/>; null when the exchange does not list it.</summary>
    ValueTask<SymbolRules?> GetRulesAsync(string symbol, CancellationToken cancellationToken);
}
