using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Rules;

/// <summary>Keeps the rules young without anybody asking for them, and says which symbol's have changed: whoever holds a position on it need not wait until
/// an order is refused (P29, P36).</summary>
public sealed class RulesWatch
{
    private readonly RulesCache _rules;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _period;
    private readonly ILogger<RulesWatch> _logger;

    internal RulesWatch(RulesCache rules, TimeProvider clock, BinanceOptions options, ILogger<RulesWatch> logger) =>
        (_rules, _clock, _period, _logger) = (rules, clock, options.RulesPeriod, logger);

    /// <summary>Runs until it is cancelled. What <paramref name="changed"/> throws is noted; the symbol's next change calls it again.</summary>
    /// <param name="changed">Called with each symbol whose rules are new, one after the other, whatever had them read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<string, CancellationToken, Task> changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var news = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        void Note(string symbol) => news.Writer.TryWrite(symbol);
        _rules.Changed += Note;
        try
        {
            await Task.WhenAll(RefreshAsync(cancellationToken), TellAsync(news.Reader, changed, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It is not needed any more.
        }
        finally
        {
            _rules.Changed -= Note;
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_period, _clock);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await _rules.RefreshAsync(cancellationToken).ConfigureAwait(false); // what could not be read is in the log already
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _logger.HandlingFailed(exception); // whatever it is, the old rules stay, and the next turn comes
            }
        }
    }

    private async Task TellAsync(ChannelReader<string> news, Func<string, CancellationToken, Task> changed, CancellationToken cancellationToken)
    {
        await foreach (var symbol in news.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await changed(symbol, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _logger.RulesNotTold(exception, symbol);
            }
        }
    }
}
