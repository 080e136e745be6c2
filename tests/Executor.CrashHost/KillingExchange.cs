using Executor.Core.Exchange;

namespace Executor.CrashHost;

/// <summary>Passes on to the exchange; the process may die before or after a command that changes something.</summary>
internal sealed class KillingExchange(IExchange inner, KillSwitch killer) : IExchange
{
    public async ValueTask<ExchangeReply> ExecuteAsync(ExchangeCommand command, CancellationToken cancellationToken)
    {
        if (command is ExchangeCommand.Inspect)
            return await inner.ExecuteAsync(command, cancellationToken);

        killer.Pass(KillPoint.BeforeSend);
        var reply = await inner.ExecuteAsync(command, cancellationToken);
        killer.Pass(KillPoint.AfterSend);
        return reply;
    }

    public ValueTask<SymbolRules?> GetRulesAsync(string symbol, CancellationToken cancellationToken) => inner.GetRulesAsync(symbol, cancellationToken);
}
