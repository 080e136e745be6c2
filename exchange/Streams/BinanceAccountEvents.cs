using System.Runtime.CompilerServices;
using Executor.Core.Exchange;
using Executor.Exchange.Streams.Account;

namespace Executor.Exchange.Streams;

/// <summary>
/// User data of Binance behind the port: all wallets of the account on one connection to the WebSocket API. Whoever doubts what it hears, because a read
/// shows what no event told, stops to follow and begins anew: that makes a new subscription.
/// </summary>
public sealed class BinanceAccountEvents : IAccountEvents, IAsyncDisposable
{
    private readonly AccountHub _hub;
    private readonly BinanceOptions _options;

    internal BinanceAccountEvents(AccountServices services)
    {
        _hub = new AccountHub(services);
        _options = services.Options;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An isolated wallet has no symbol.</exception>
    /// <exception cref="InvalidOperationException">No address of the WebSocket API or no API key is set.</exception>
    public IAsyncEnumerable<AccountEvent> FollowAsync(TradingAccount account, string? symbol, CancellationToken cancellationToken)
    {
        if (_options.WebSocketApi is null || _options.Credentials is null)
        {
            throw new InvalidOperationException(
                $"Events of a wallet need the address of the WebSocket API ({BinanceOptions.Section}:{nameof(BinanceOptions.WebSocketApi)}) and an API key; {(_options.Credentials is null ? "the key" : "the address")} is missing.");
        }

        return FollowAsync(Wallet.Of(account, symbol), cancellationToken);
    }

    /// <summary>Closes the connection.</summary>
    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private async IAsyncEnumerable<AccountEvent> FollowAsync(Wallet wallet, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var following = _hub.Join(wallet);
        await foreach (var happened in following.Mailbox.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return happened;
        }
    }
}
