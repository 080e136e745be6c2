using System.Collections.Concurrent;
using Executor.Core.Exchange;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Silo.Tests.Running;

/// <summary>Notes every request on its way to the paper exchange.</summary>
internal sealed class CountingExchange
{
    private readonly ConcurrentQueue<ExchangeCommand> _commands = new();

    /// <summary>Requests so far that open a position.</summary>
    public IEnumerable<ExchangeCommand.Place> Entries =>
        _commands.OfType<ExchangeCommand.Place>().Where(place => place.Order.Side == OrderSide.Buy);

    /// <summary>Called with each request before it is carried out.</summary>
    public event Action<ExchangeCommand>? Sending;

    public void Decorate(WebApplicationBuilder builder)
    {
        var real = builder.Services.Single(service => service.ServiceType == typeof(IExchange));
        builder.Services.Remove(real);
        builder.Services.AddSingleton<IExchange>(services => new Exchange(this, (IExchange)real.ImplementationFactory!(services)));
    }

    private sealed class Exchange(CountingExchange owner, IExchange real) : IExchange
    {
        public ValueTask<ExchangeReply> ExecuteAsync(ExchangeCommand command, CancellationToken cancellationToken)
        {
            owner._commands.Enqueue(command);
            owner.Sending?.Invoke(command);
            return real.ExecuteAsync(command, cancellationToken);
        }

        public ValueTask<SymbolRules?> GetRulesAsync(string symbol, CancellationToken cancellationToken) => real.GetRulesAsync(symbol, cancellationToken);
    }
}
