using Executor.Core.Exchange;

namespace Executor.Grains.Tests.Cluster;

/// <summary>Stands between the grains and the paper exchange: records what is sent and lets a test interfere.</summary>
internal sealed class ScriptedExchange(IExchange inner) : IExchange
{
    private readonly Lock _gate = new();
    private readonly List<ExchangeCommand> _sent = [];

    /// <summary>Replaces the call; a null answer lets it through.</summary>
    public Func<ExchangeCommand, CancellationToken, Task<ExchangeReply>?>? Before { get; set; }

    /// <summary>Replaces the answer of a call that was carried out.</summary>
    public Func<ExchangeCommand, ExchangeReply, ExchangeReply>? After { get; set; }

    /// <summary>Every command that changes the exchange, in order, whether it went through or not.</summary>
    public IReadOnlyList<ExchangeCommand> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    public async ValueTask<ExchangeReply> ExecuteAsync(ExchangeCommand command, CancellationToken cancellationToken)
    {
        if (command is not ExchangeCommand.Inspect)
        {
            lock (_gate)
                _sent.Add(command);
        }

        if (Before?.Invoke(command, cancellationToken) is { } instead)
            return await instead;
        var reply = await inner.ExecuteAsync(command, cancellationToken);
        return After?.Invoke(command, reply) ?? reply;
    }

    public ValueTask<SymbolRules?> GetRulesAsync(string symbol, CancellationToken cancellationToken) => inner.GetRulesAsync(symbol, cancellationToken);
}
