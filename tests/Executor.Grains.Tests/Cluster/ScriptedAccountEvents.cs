using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Executor.Core.Exchange;

namespace Executor.Grains.Tests.Cluster;

/// <summary>Wallets of which a test tells what happens.</summary>
internal sealed class ScriptedAccountEvents : IAccountEvents
{
    private readonly Channel<EventLine> _lines = Channel.CreateUnbounded<EventLine>();

    /// <summary>The next time that somebody follows a wallet.</summary>
    public Task<EventLine> FollowedAsync() => Patience.ForAsync(_lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask());

    public async IAsyncEnumerable<AccountEvent> FollowAsync(
        TradingAccount account, string? symbol, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new EventLine(account, symbol);
        _lines.Writer.TryWrite(line);
        try
        {
            await foreach (var happened in line.Events.ReadAllAsync(cancellationToken))
                yield return happened;
        }
        finally
        {
            line.End();
        }
    }
}

/// <summary>One time of following a wallet.</summary>
internal sealed class EventLine(TradingAccount account, string? symbol)
{
    private readonly Channel<AccountEvent> _events = Channel.CreateUnbounded<AccountEvent>();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TradingAccount Account => account;

    public string? Symbol => symbol;

    public ChannelReader<AccountEvent> Events => _events.Reader;

    /// <summary>Ends when the follower has left.</summary>
    public Task Ended => Patience.ForAsync(_ended.Task);

    public void Tell(AccountEvent happened) => Assert.True(_events.Writer.TryWrite(happened));

    public void Tell(IEnumerable<OrderReport> reports)
    {
        foreach (var report in reports)
            Tell(new AccountEvent.OrderChanged(report));
    }

    public void Break(Exception exception) => _events.Writer.Complete(exception);

    public void End() => _ended.TrySetResult();
}
