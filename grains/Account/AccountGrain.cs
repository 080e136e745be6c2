using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Grains.Exchange;
using Executor.Grains.Storage;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Executor.Grains.Account;

/// <summary>
/// Carries out the loans of one wallet one at a time: the exchange refuses two at once, and a debt that grows while another is being
/// measured would be taken for somebody else's.
/// </summary>
/// <remarks>The grain is not reentrant: a request waits for the one before. What only reads or reports interleaves.</remarks>
[GrainType("account")]
internal sealed class AccountGrain : Grain, IAccountGrain
{
    private readonly QueuedState<AccountState> _books;
    private readonly ExchangeCaller _exchange;
    private readonly GrainOptions _options;
    private readonly TimeProvider _timers;
    private readonly SteadyClock _clock;
    private readonly ILogger<AccountGrain> _logger;
    private long? _lastSent;

    public AccountGrain(
        [PersistentState("account", StorageNames.Grains)] IPersistentState<AccountState> store,
        IExchange exchange,
        TimeProvider timers,
        SteadyClock clock,
        IOptions<GrainOptions> options,
        ILogger<AccountGrain> logger)
    {
        _books = new QueuedState<AccountState>(store, Lost);
        _exchange = new ExchangeCaller(exchange, timers, options.Value.ExchangeTimeout, logger);
        (_options, _timers, _clock, _logger) = (options.Value, timers, clock, logger);
    }

    public async Task<LoanAnswer> ExecuteAsync(LoanRequest request, CancellationToken cancellationToken)
    {
        await SpaceAsync();
        if (Refusal(request) is { } refused)
            return refused;
        await _books.ChangeAsync(state => AccountBooks.Begin(state, request, _clock.UtcNow));
        if (Refusal(request) is { } late) // the write may have taken its time
        {
            await _books.ChangeAsync(state => AccountBooks.Dropped(state, request.Symbol));
            return late;
        }

        var reply = await _exchange.SendAsync(Command(request));
        _lastSent = _timers.GetTimestamp();
        switch (reply)
        {
            case ExchangeReply.Accepted:
                await _books.ChangeAsync(state => AccountBooks.Done(state, request));
                return new LoanAnswer { Outcome = LoanOutcome.Accepted };
            case ExchangeReply.Rejected rejected:
                await _books.ChangeAsync(state => AccountBooks.Dropped(state, request.Symbol));
                return new LoanAnswer { Outcome = LoanOutcome.Rejected, Code = rejected.Code, Reason = rejected.Message };
            case ExchangeReply.NotSent unsent:
                await _books.ChangeAsync(state => AccountBooks.Dropped(state, request.Symbol));
                return NotSent(unsent.Reason);
            case ExchangeReply.Unknown unknown:
                return new LoanAnswer { Outcome = LoanOutcome.Unknown, Reason = unknown.Reason };
            default:
                return new LoanAnswer { Outcome = LoanOutcome.Unknown, Reason = $"The exchange answered a loan with {reply.GetType().Name}." };
        }
    }

    public Task ReportAsync(DebtReport report, CancellationToken cancellationToken) =>
        _books.ChangeAsync(state => AccountBooks.Reported(state, report));

    public Task<AccountStatement> GetStatementAsync(string symbol, CancellationToken cancellationToken) =>
        Task.FromResult(AccountBooks.StatementFor(_books.State, symbol));

    public Task<AccountStatement> AwaitStatementAsync(string symbol, CancellationToken cancellationToken) => GetStatementAsync(symbol, cancellationToken);

    private static ExchangeCommand Command(LoanRequest request) => request.Kind switch
    {
        LoanKind.Borrow => new ExchangeCommand.Borrow(request.Symbol, request.Asset, request.Amount) { Account = request.Account },
        LoanKind.Repay => new ExchangeCommand.Repay(request.Symbol, request.Asset, request.Amount) { Account = request.Account },
    };

    /// <summary>Why the request is not sent; null: it may be. Its sender takes it for a pause.</summary>
    private LoanAnswer? Refusal(LoanRequest request)
    {
        var now = _clock.UtcNow;
        if (now > request.SendBefore)
            return NotSent($"Not sent: its turn came at {now:O}, it was good until {request.SendBefore:O}.");
        if (request.Kind != LoanKind.Repay)
            return null;
        var others = AccountBooks.OwedByOthers(_books.State, request.Symbol, request.Asset);
        return others == request.OwedByOthers
            ? null
            : NotSent($"Not sent: it was worked out with {request.OwedByOthers} {request.Asset} owed by other symbols, by now it is {others}.");
    }

    private static LoanAnswer NotSent(string reason) => new() { Outcome = LoanOutcome.Rejected, Code = ErrorCodes.LoanPending, Reason = reason };

    /// <summary>The exchange refuses loans that follow each other too closely.</summary>
    private async Task SpaceAsync()
    {
        if (_lastSent is { } last && _options.LoanSpacing - _timers.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, _timers);
    }

    private void Lost(Exception exception)
    {
        _logger.AccountWriteFailed(exception, this.GetPrimaryKeyString());
        DeactivateOnIdle();
    }
}
