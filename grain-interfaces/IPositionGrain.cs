using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Signals;
using Orleans.Concurrency;

namespace Executor.GrainInterfaces;

/// <summary>Owns the one position of a symbol. Key: the symbol, in capitals.</summary>
[Alias("Executor.IPositionGrain")]
public interface IPositionGrain : IGrainWithStringKey
{
    /// <summary>Offers a signal. The same key again gets the first answer again, whatever happened since.</summary>
    [Alias("Submit")]
    Task<SignalReply> SubmitAsync(Signal signal, CancellationToken cancellationToken);

    /// <summary>The first answer to a signal, as it is stored; null: it is not remembered, or was never offered. Changes nothing.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("FindAnswer")]
    Task<SignalReply?> FindAnswerAsync(string signalKey, CancellationToken cancellationToken);

    /// <summary>Reports a change of an order. May arrive twice, late or out of order.</summary>
    [Alias("OrderUpdated")]
    Task OrderUpdatedAsync(OrderReport report, CancellationToken cancellationToken);

    /// <summary>Tells at once, also while a request is under way, what the exchange reports of an order: it may be the answer that the request waits
    /// for. Changes nothing else and is not answered; <see cref="OrderUpdatedAsync"/> follows.</summary>
    [OneWay]
    [AlwaysInterleave]
    [Alias("NoticeOrder")]
    Task NoticeOrderAsync(OrderReport report);

    /// <summary>The price reached a level that this grain asked the market to watch.</summary>
    [Alias("PriceReached")]
    Task PriceReachedAsync(Quote quote, CancellationToken cancellationToken);

    /// <summary>Closes the position at market. Does nothing when flat.</summary>
    /// <param name="reason">Close reason, for the ledger; 1 to 64 characters.</param>
    /// <param name="cancellationToken">Cancels the wait, not the close.</param>
    [Alias("Flatten")]
    Task FlattenAsync(string reason, CancellationToken cancellationToken);

    /// <summary>Opens nothing until it is released; what is open stays protected and managed.</summary>
    /// <param name="reason">Why, for the journal; 1 to 200 characters.</param>
    /// <param name="cancellationToken">Cancels the wait, not the hold.</param>
    [Alias("Hold")]
    Task HoldAsync(string reason, CancellationToken cancellationToken);

    /// <summary>Holds the symbol because what the exchange shows is not explained; a graver hold stays. What is open stays protected.</summary>
    /// <param name="reason">Stable code, for example <c>FIRST_LIVE_START</c>; 1 to 64 characters.</param>
    /// <param name="detail">What is not explained, for the journal; not empty, cut after 1000 characters.</param>
    /// <param name="cancellationToken">Cancels the wait, not the hold.</param>
    [Alias("Quarantine")]
    Task QuarantineAsync(string reason, string detail, CancellationToken cancellationToken);

    /// <summary>Ends whatever hold is in force, a quarantine and a halt included.</summary>
    /// <param name="by">Who, for the journal; 1 to 200 characters.</param>
    /// <param name="cancellationToken">Cancels the wait, not the release.</param>
    [Alias("Release")]
    Task ReleaseAsync(string by, CancellationToken cancellationToken);

    /// <summary>Has the exchange looked at now: something may have changed there that nobody has reported.</summary>
    [Alias("Look")]
    Task LookAsync(CancellationToken cancellationToken);

    /// <summary>Looks at the exchange and compares: is anything of ours left there? Sends nothing but the look.</summary>
    [Alias("Verify")]
    Task<SymbolReport> VerifyAsync(CancellationToken cancellationToken);

    /// <summary>True while <paramref name="tradeKey"/> is under way, or closed and not yet confirmed by the ledger. Asked and answered in turn:
    /// an entry that is being stored counts.</summary>
    [Alias("HasTrade")]
    Task<bool> HasTradeAsync(string tradeKey, CancellationToken cancellationToken);

    /// <summary>Makes sure that the grain lives and that its clocks run.</summary>
    [Alias("EnsureAlive")]
    Task EnsureAliveAsync(CancellationToken cancellationToken);

    /// <summary>Goes on at another silo, unless something is under way: a trade, a request, what the ledger has not confirmed.</summary>
    /// <param name="to">The silo; another one is taken when it cannot.</param>
    /// <param name="cancellationToken">Ends the wait of the caller.</param>
    /// <returns>False when it stays.</returns>
    [Alias("MoveIfFlat")]
    Task<bool> MoveIfFlatAsync(SiloAddress to, CancellationToken cancellationToken);

    /// <summary>The position as last stored. Answers also while a request to the exchange is under way.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetView")]
    Task<PositionView> GetViewAsync(CancellationToken cancellationToken);

    /// <summary>The stored state as JSON, for a copy. Answers also while a request to the exchange is under way.</summary>
    [ReadOnly]
    [AlwaysInterleave]
    [Alias("GetDocument")]
    Task<string> GetDocumentAsync(CancellationToken cancellationToken);
}
