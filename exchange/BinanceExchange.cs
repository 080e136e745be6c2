using System.Collections.Immutable;
using System.Diagnostics;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Inspection;
using Executor.Exchange.Margin;
using Executor.Exchange.Orders;
using Executor.Exchange.Rules;
using Executor.Exchange.Time;
using Executor.Exchange.Wire;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange;

/// <summary>Binance behind the port, over REST: spot, cross margin and isolated margin. Which of the three outcomes a request has is decided by
/// <see cref="ErrorTable"/>; in doubt it is unknown.</summary>
public sealed class BinanceExchange : IExchange
{
    private readonly BinanceClient _client;
    private readonly RulesCache _rules;
    private readonly Inspector _inspector;
    private readonly IServerClock _serverClock;
    private readonly ILogger<BinanceExchange> _logger;

    internal BinanceExchange(BinanceClient client, RulesCache rules, Inspector inspector, IServerClock serverClock, ILogger<BinanceExchange> logger)
    {
        _client = client;
        _rules = rules;
        _inspector = inspector;
        _serverClock = serverClock;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async ValueTask<ExchangeReply> ExecuteAsync(ExchangeCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        if (command is ExchangeCommand.Inspect inspect)
        {
            return await _inspector.InspectAsync(inspect, cancellationToken).ConfigureAwait(false);
        }

        if (LocalRefusals.NotOn(command.Account, command) is { } refusal)
        {
            return refusal;
        }

        var request = RequestOf(command);
        var answer = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return answer switch
            {
                ApiAnswer.Success success => await AcceptedAsync(command, success.Body, cancellationToken).ConfigureAwait(false),
                ApiAnswer.Failed failed => Failed(command, failed),
                ApiAnswer.Silent silent => new ExchangeReply.Unknown(silent.Reason),
                _ => throw new UnreachableException($"{answer.GetType().Name} is not an answer."),
            };
        }
        catch (WireException exception)
        {
            _logger.NotUnderstood(request.Endpoint.Name, exception.Message);
            return new ExchangeReply.Unknown($"the answer is not understood: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RulesUnavailableException">The rules were never read and cannot be now.</exception>
    public ValueTask<SymbolRules?> GetRulesAsync(string symbol, CancellationToken cancellationToken) => _rules.GetAsync(symbol, cancellationToken);

    /// <summary>Reads what requests need, the exchange's time and the rules of the roster, before there is one.</summary>
    /// <exception cref="RulesUnavailableException">The rules cannot be read now; the first who asks for them reads them.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _serverClock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await _rules.PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ApiRequest RequestOf(ExchangeCommand command) => (command, command.Account.IsMargin()) switch
    {
        (ExchangeCommand.Place place, false) => SpotRequests.Place(place),
        (ExchangeCommand.Place place, true) => MarginRequests.Place(place),
        (ExchangeCommand.PlaceOco place, false) => SpotRequests.Oco(place),
        (ExchangeCommand.PlaceOco place, true) => MarginRequests.Oco(place),
        (ExchangeCommand.PlaceOto place, false) => SpotRequests.Oto(place),
        (ExchangeCommand.PlaceOto place, true) => MarginRequests.Oto(place),
        (ExchangeCommand.Cancel cancel, false) => SpotRequests.Cancel(cancel),
        (ExchangeCommand.Cancel cancel, true) => MarginRequests.Cancel(cancel),
        (ExchangeCommand.Replace replace, false) => SpotRequests.Replace(replace),
        (ExchangeCommand.Amend amend, false) => SpotRequests.Amend(amend),
        (ExchangeCommand.Borrow borrow, true) => MarginRequests.Borrow(borrow),
        (ExchangeCommand.Repay repay, true) => MarginRequests.Repay(repay),
        _ => throw new UnreachableException($"{command.GetType().Name} is not a command of {command.Account}."),
    };

    private async Task<ExchangeReply> AcceptedAsync(ExchangeCommand command, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var reader = new OrderReader(command.Symbol, _serverClock.Now);
        switch (command)
        {
            case ExchangeCommand.Place or ExchangeCommand.PlaceOco or ExchangeCommand.PlaceOto:
                return new ExchangeReply.Accepted(PlacementReader.Placed(reader, body, command.Placed()));
            case ExchangeCommand.Cancel cancel:
                return new ExchangeReply.Accepted(PlacementReader.Cancelled(reader, body, cancel.Order));
            case ExchangeCommand.Replace replace:
                return ReplacementReader.Replaced(reader, body, replace);
            case ExchangeCommand.Amend amend:
                var (amended, siblings) = PlacementReader.Amended(reader, body, amend.Order);
                return new ExchangeReply.Accepted([amended, .. await SiblingsAsync(command, reader, siblings, cancellationToken).ConfigureAwait(false)]);
            case ExchangeCommand.Borrow or ExchangeCommand.Repay:
                _ = WireText.Required(WireJson.Read(body.Span, WireJson.Default.WireTransaction).Id, "tranId");
                return new ExchangeReply.Accepted([]);
            default:
                throw new UnreachableException($"{command.GetType().Name} changes nothing.");
        }
    }

    /// <summary>The other leg of an amended list changed too and is not shown: it is read. Without an answer the amendment stands all the same, and the next
    /// look shows the leg.</summary>
    private async Task<ImmutableArray<OrderReport>> SiblingsAsync(
        ExchangeCommand command, OrderReader reader, ImmutableArray<long> siblings, CancellationToken cancellationToken)
    {
        var reads = new LookReads(_client, RequestLane.Query, command.Symbol, command.Account, cancellationToken);
        var found = ImmutableArray.CreateBuilder<OrderReport>(siblings.Length);
        foreach (var orderId in siblings)
        {
            try
            {
                var row = await reads.ReadAsync(SpotEndpoints.Order, reads.OfSymbol().Add("orderId", orderId), WireJson.Default.WireOrder).ConfigureAwait(false);
                found.Add(reader.Read(row));
            }
            catch (Exception exception) when (exception is NoAnswerException or WireException or OperationCanceledException)
            {
                _logger.SiblingNotRead(orderId, exception.Message);
            }
        }

        return found.DrainToImmutable();
    }

    private ExchangeReply Failed(ExchangeCommand command, ApiAnswer.Failed failed)
    {
        if (failed.Status == 0)
        {
            return new ExchangeReply.NotSent(failed.Message, failed.RetryAfter);
        }

        if (command is ExchangeCommand.Replace replace && failed.Code is (ErrorCodes.CancelReplaceFailed or ErrorCodes.CancelReplacePartiallyFailed))
        {
            return ReplacementReader.Failed(new OrderReader(command.Symbol, _serverClock.Now), failed, replace);
        }

        if (failed.Code is ErrorCodes.FilterFailure or ErrorTable.TooPrecise || failed.Message.StartsWith(ErrorCodes.MarketClosed, StringComparison.Ordinal))
        {
            _rules.Suspect();
        }

        return failed.Verdict.ProvesNothingHappened()
            ? new ExchangeReply.Rejected(failed.Code, failed.Message)
            : new ExchangeReply.Unknown($"{failed.Message} ({failed.Code}, HTTP {failed.Status})");
    }
}
