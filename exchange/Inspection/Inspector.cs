using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Exchange.Orders;
using Executor.Exchange.Rules;
using Executor.Exchange.Time;
using Executor.Exchange.Wire;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Inspection;

/// <summary>
/// Answers <see cref="ExchangeCommand.Inspect"/> by several reads, one after the other and never at once, because their order carries meaning:
/// balances, open orders, named orders, executions, loan records.
/// </summary>
/// <remarks>
/// What comes later may know of more. So an order that is shown as executed or gone has its executions in the same view, and a balance is never
/// younger than the executions beside it: an exit that fills meanwhile leaves more on the account than the executions say, never less. The
/// other way round a fill between two reads would look like a holding that somebody took.
/// </remarks>
internal sealed class Inspector(BinanceClient client, Wallets wallets, RulesCache rulesCache, IServerClock serverClock, ILogger<Inspector> logger)
{
    /// <summary>The view, or <see cref="ExchangeReply.Unknown"/> as soon as one part of it is.</summary>
    public async Task<ExchangeReply> InspectAsync(ExchangeCommand.Inspect command, CancellationToken cancellationToken)
    {
        try
        {
            if (await rulesCache.GetAsync(command.Symbol, cancellationToken).ConfigureAwait(false) is not { } rules)
            {
                return new ExchangeReply.Unknown($"the exchange does not list {command.Symbol}");
            }

            await serverClock.EnsureAsync(cancellationToken).ConfigureAwait(false);
            var reads = new LookReads(client, RequestLanes.Of(command), command.Symbol, command.Account, cancellationToken);
            var at = serverClock.Now;
            var wallet = await wallets.ReadAsync(reads, rules, cancellationToken).ConfigureAwait(false);
            var (named, open) = await OrderLookup.ReadAsync(reads, new OrderReader(command.Symbol, at), command.Orders).ConfigureAwait(false);
            return new ExchangeReply.Inspected(new ExchangeView
            {
                At = at,
                Base = wallet.Base,
                Quote = wallet.Quote,
                MarginLevel = wallet.MarginLevel,
                OpenOrders = open,
                Orders = named,
                Trades = command.TradesSince is { } tradesSince ? await TradeHistory.ReadAsync(reads, tradesSince, serverClock.Now).ConfigureAwait(false) : [],
                Loans = command is { LoansSince: { } loansSince, Account: not TradingAccount.Spot }
                    ? await LoanHistory.ReadAsync(reads, rules, loansSince, serverClock.Now).ConfigureAwait(false)
                    : [],
            });
        }
        catch (NoAnswerException exception)
        {
            return new ExchangeReply.Unknown(exception.Message);
        }
        catch (RulesUnavailableException exception)
        {
            return new ExchangeReply.Unknown(exception.Message);
        }
        catch (WireException exception)
        {
            logger.NotUnderstood($"a look at {command.Symbol}", exception.Message);
            return new ExchangeReply.Unknown($"the answer is not understood: {exception.Message}");
        }
    }
}
