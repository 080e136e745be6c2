using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Positions;

/// <summary>
/// A position's side of its margin account: what others owe there, its own loans, and the report of its own debt. Other symbols share a
/// cross account only.
/// </summary>
internal sealed class LoanDesk(IGrainFactory grains, TimeProvider timers, SteadyClock clock, GrainOptions options, ILogger logger)
{
    private AccountFigures _lastKnown = AccountFigures.None;
    private (EntryGate Gate, long At)? _failure;
    private string? _account;
    private DebtReport? _reported;
    private Task _reporting = Task.CompletedTask;

    /// <summary>
    /// What others owe, and why nothing may be entered; no reason: it may. A trade that has measured nothing yet waits until no loan is under
    /// way: somebody else's loan in flight would be taken for an old debt of the account. Whoever has something to protect never waits for that.
    /// </summary>
    public async Task<(AccountFigures Figures, EntryGate Gate)> ReadAsync(TradingAccount account, PositionState state)
    {
        if (account != TradingAccount.CrossMargin || AccountKeys.Of(account, state.Symbol) is not { } key)
            return (AccountFigures.None, EntryGate.Open);
        var measures = state.Trade is { Baseline: null, Orders.IsEmpty: true };
        if (!measures && _failure is { } failure && timers.GetElapsedTime(failure.At) < EntryGates.FailureIsKept)
            return (_lastKnown with { IsCurrent = false }, failure.Gate);
        try
        {
            var grain = grains.GetGrain<IAccountGrain>(key);
            var statement = await (measures
                ? grain.AwaitStatementAsync(state.Symbol, CancellationToken.None).WaitAsync(LoanPatience, timers)
                : grain.GetStatementAsync(state.Symbol, CancellationToken.None).WaitAsync(options.GatePatience, timers));
            _failure = null;
            _lastKnown = new AccountFigures([.. statement.Debts.Select(debt => new AssetAmount(debt.Asset, debt.Principal))]);
            if (statement.Liquidated is { } liquidated)
            {
                return (_lastKnown, new EntryGate(
                    "account_liquidated", $"The exchange has liquidated {liquidated} on the same account; nothing is entered there until it is released."));
            }

            return (_lastKnown, measures && statement.Unsettled is { } other
                ? new EntryGate("loan_unsettled", $"What a loan of {other} on the same account has come to is not known: the debt cannot be told apart.")
                : EntryGate.Open);
        }
        catch (Exception exception) // a repayment that follows from old figures is refused by the account
        {
            logger.AccountNotAsked(exception, state.Symbol, key);
            var gate = new EntryGate("account_unavailable", $"Account {key} cannot be asked: {exception.Message}");
            _failure = (gate, timers.GetTimestamp());
            return (_lastKnown with { IsCurrent = false }, gate);
        }
    }

    /// <summary>Has a loan or a repayment carried out by the account.</summary>
    /// <param name="command">A <see cref="ExchangeCommand.Borrow"/> or a <see cref="ExchangeCommand.Repay"/>.</param>
    /// <param name="tradeKey">The trade it is for.</param>
    /// <param name="figures">What the decision has seen.</param>
    public async Task<ExchangeReply> SendAsync(ExchangeCommand command, string tradeKey, AccountFigures figures)
    {
        var (kind, asset, amount) = command switch
        {
            ExchangeCommand.Borrow borrow => (LoanKind.Borrow, borrow.Asset, borrow.Amount),
            ExchangeCommand.Repay repay => (LoanKind.Repay, repay.Asset, repay.Amount),
            _ => throw new ArgumentException($"{command.GetType().Name} is no loan.", nameof(command)),
        };
        var key = AccountKeys.Of(command.Account, command.Symbol)
            ?? throw new InvalidOperationException($"{command.Symbol} is traded on spot, where nothing is borrowed: {command}");
        try
        {
            await _reporting; // reports never throw, and one from before must not arrive while the loan is under way
            var request = new LoanRequest
            {
                Symbol = command.Symbol,
                TradeKey = tradeKey,
                Account = command.Account,
                Kind = kind,
                Asset = asset,
                Amount = amount,
                OwedByOthers = figures.OwedByOthers(asset),
                SendBefore = clock.UtcNow + options.SendLease,
            };
            var answer = await grains.GetGrain<IAccountGrain>(key).ExecuteAsync(request, CancellationToken.None).WaitAsync(LoanPatience, timers);
            return answer.Outcome switch
            {
                LoanOutcome.Accepted => new ExchangeReply.Accepted([]),
                LoanOutcome.Rejected => new ExchangeReply.Rejected(answer.Code, answer.Reason),
                LoanOutcome.Unknown => new ExchangeReply.Unknown(answer.Reason),
            };
        }
        catch (Exception exception) // the account may have sent it
        {
            logger.LoanSilent(exception, command.Symbol, key, command.GetType().Name);
            return new ExchangeReply.Unknown($"account {key}: {exception.Message}");
        }
    }

    /// <summary>Tells the account what the position owes, as it is stored. Nobody waits for it; what is not taken is told again by
    /// <see cref="Repeat"/> at the latest.</summary>
    public void Report(TradingAccount account, PositionState state)
    {
        _account = AccountKeys.Of(account, state.Symbol);
        Repeat(state);
    }

    /// <summary>Tells it again unless the account has taken it: a flat position has no turns of its own, and until the account knows what became of
    /// its loan nobody else may enter.</summary>
    public void Repeat(PositionState state)
    {
        if (_account is not { } key || !_reporting.IsCompleted)
            return;
        var report = Of(state);
        if (report != _reported)
            _reporting = ReportAsync(key, report);
    }

    internal static DebtReport Of(PositionState state)
    {
        var principal = state.Trade?.Loan?.Outstanding ?? 0m;
        return new DebtReport
        {
            Symbol = state.Symbol,
            TradeKey = principal > 0m ? state.Trade!.Key : null,
            Asset = principal > 0m ? state.Trade!.Loan!.Asset : null,
            Principal = principal,
            IsUnsettled = state.Intents.Any(intent => intent.Command is ExchangeCommand.Borrow or ExchangeCommand.Repay),
            IsLiquidated = state.Hold?.Reason == Hold.MarginLiquidated,
        };
    }

    private TimeSpan LoanPatience => options.SendLease + options.ExchangeTimeout + options.GatePatience;

    private async Task ReportAsync(string key, DebtReport report)
    {
        _reported = null; // until it is answered nobody knows which one the account has
        try
        {
            await grains.GetGrain<IAccountGrain>(key).ReportAsync(report, CancellationToken.None).WaitAsync(options.GatePatience, timers);
            _reported = report;
        }
        catch (Exception exception)
        {
            logger.DebtNotReported(exception, report.Symbol, key);
        }
    }
}
