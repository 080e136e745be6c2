using System.Runtime.CompilerServices;
using Executor.Core.Exchange;
using Executor.Exchange.Streams.Market;

namespace Executor.Exchange.Streams;

/// <summary>Market data of Binance behind the port: many symbols on one connection to the combined streams, on more when they are too many.</summary>
public sealed class BinanceMarketEvents : IMarketEvents, IAsyncDisposable
{
    private readonly MarketHub _hub;
    private readonly BinanceOptions _options;

    internal BinanceMarketEvents(MarketServices services)
    {
        _hub = new MarketHub(services);
        _options = services.Options;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The symbol is empty.</exception>
    /// <exception cref="InvalidOperationException">No address of the market streams is set.</exception>
    public IAsyncEnumerable<MarketEvent> FollowAsync(string symbol, DateTimeOffset? barsSince, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        return _options.Streams is null
            ? throw new InvalidOperationException(
                $"A market is followed at the address of the market streams ({BinanceOptions.Section}:{nameof(BinanceOptions.Streams)}), and none is set.")
            : ReadAsync(symbol, barsSince, cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private async IAsyncEnumerable<MarketEvent> ReadAsync(string symbol, DateTimeOffset? barsSince, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var following = _hub.Join(symbol, barsSince);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var minutes = following.Follower.Minutes?.RunAsync(over.Token) ?? Task.CompletedTask;
        try
        {
            await foreach (var happened in following.Follower.Mailbox.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await minutes.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
